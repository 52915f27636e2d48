/** Thrown by a function of the data layer that scaffold left for you to write. */
export class NotWrittenYet extends Error {
  constructor(what: string) {
    super(`${what} is not written yet.`);
    this.name = "NotWrittenYet";
  }
}

/** What an error and its causes say, without their stack: for people at a terminal. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(" ");
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}\n${reasonOf(error.cause)}` : error.message;
}
