/** Thrown by a function of the data layer that scaffold left for you to write. Its message is for you. */
export class NotWrittenYet extends Error {
  constructor(what: string) {
    super(`${what} is not written yet.`);
    this.name = "NotWrittenYet";
  }
}

/** Thrown where something is not allowed, for what the database has or for who asks: what to say, and beside which fields. */
export abstract class Refused extends Error {
  /** What a Route Handler answers. */
  abstract readonly status: number;
  abstract get fieldErrors(): Record<string, string[]>;
}

/** Thrown where a record would be like another one in fields of which no two may have the same, together. */
export class Taken extends Refused {
  readonly status = 409;

  constructor(
    readonly fields: string[],
    options?: ErrorOptions,
  ) {
    super(`There is one with ${listed(fields.map((name) => `\`${name}\``))} already.`, options);
    this.name = "Taken";
  }

  /** What to say beside each of the fields. */
  get fieldErrors(): Record<string, string[]> {
    const names = this.fields.map((name) =>
      name.replace(/[A-Z]/g, (one) => ` ${one.toLowerCase()}`),
    );
    const what = names.length > 1 ? listed(names) : "this";
    return Object.fromEntries(
      this.fields.map((name) => [name, [`There is one with ${what} already.`]]),
    );
  }
}

/**
 * Thrown where fields refer to records that are not there, or not for whoever writes: which of the two is not
 * said. `nouns` are what the records would be, by field.
 */
export class Missing extends Refused {
  readonly status = 422;

  constructor(
    readonly nouns: Record<string, string>,
    options?: ErrorOptions,
  ) {
    super("Please check the marked fields.", options);
    this.name = "Missing";
  }

  get fieldErrors(): Record<string, string[]> {
    return Object.fromEntries(
      Object.entries(this.nouns).map(([name, noun]) => [name, [`There is no such ${noun}.`]]),
    );
  }
}

/** Thrown where a record stays because others refer to it. */
export class InUse extends Refused {
  readonly status = 409;
  readonly fieldErrors = {};

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "InUse";
  }
}

function listed(names: string[]): string {
  return names.length > 0 ? `the same ${names.join(" and ")}` : "the same";
}

/** What an error and its causes say, without their stack: for people at a terminal. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(" ");
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}\n${reasonOf(error.cause)}` : error.message;
}

/** Whether something this app needs does not answer right now, such as its database: trying again may help. */
export function isUnavailable(error: unknown): boolean {
  return chainOf(error).some((link) => {
    const code = "code" in link ? String(link.code) : "";
    return (
      NETWORK.has(code) ||
      SQLSTATE.test(code) ||
      // No such host, no such socket: the connection was never made.
      ("syscall" in link && (link.syscall === "connect" || link.syscall === "getaddrinfo")) ||
      LOST.test(link.message)
    );
  });
}

/** Whether the database kept something because other records refer to it. */
export function isReferenced(error: unknown): boolean {
  return chainOf(error).some((link) => "code" in link && REFERENCED.has(String(link.code)));
}

const REFERENCED = new Set(["23001", "23503"]);

/** An error, what caused it, and what caused that. */
export function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  const waiting: unknown[] = [error];
  // A cause may lead back to itself.
  while (waiting.length > 0 && chain.length < 20) {
    const next = waiting.shift();
    if (!(next instanceof Error) || chain.includes(next)) continue;
    chain.push(next);
    waiting.push(next.cause, ...(next instanceof AggregateError ? next.errors : []));
  }
  return chain;
}

const NETWORK = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT"],
  ...["EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
]);

// What PostgreSQL says when it cannot serve: no connection (08), nobody let in (28), no such database
// (3D000), no room (53), stopping or starting (57P), cut off (57014, 55P03), out of turn (40), reading only
// (25006), a disk that fails (58030).
const SQLSTATE = /^(?:08...|28...|3D000|53...|57P..|57014|55P03|40001|40P01|25006|58030)$/;

// What its drivers say, without a code, when a connection is gone or was never had.
const LOST =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client (?:has encountered a connection error|was closed)|Cannot use a pool after|PGlite (?:is closed|failed to initialize))/;
