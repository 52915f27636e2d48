import { chainOf } from "@/lib/errors";

/** Where an error happened: in which request, and in which page or handler. */
export type Where = { requestId?: string; method?: string; path?: string; route?: string };

/**
 * Log an error: in production as one line of JSON, with its causes and where in the code they are.
 *
 * That line says nothing of what was sent or stored. Errors of the database do: in their message, in
 * `params`, in `detail`.
 */
export function logError(error: unknown, where: Where = {}): void {
  if (process.env.NODE_ENV !== "production") {
    console.error(error);
    return;
  }
  // Next.js tells of what a page threw more than once.
  if (error instanceof Error && logged.has(error)) return;
  const chain = chainOf(error);
  for (const link of chain) logged.add(link);
  write("error", chain.length > 0 ? "" : `${typeof error} was thrown.`, chain, where);
}

/** A path as it may stand in a log: what follows `?` can be anything, and is left out. */
export function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? "";
}

/**
 * From now on all that is printed with `console.error` and `console.warn`, by Next.js and by libraries too,
 * is a line like those of `logError`.
 */
export function takeOverConsole(): void {
  console.error = (...values: unknown[]) => print("error", values);
  console.warn = (...values: unknown[]) => print("warn", values);
}

/** What better-auth has to say, but for the addresses and links that it quotes. */
export function logAuth(level: string, message: string, ...details: unknown[]): void {
  const said = message.replace(/^(Invalid \w+): [\s\S]*/, "$1.");
  const log = level === "error" ? console.error : console.warn;
  if (process.env.NODE_ENV !== "production") log("[better-auth]", message, ...details);
  else log("[better-auth]", said, ...details.filter((detail) => detail instanceof Error));
}

// Errors that have their line already. On globalThis, because Next.js bundles this module more than once.
const shared = globalThis as typeof globalThis & { loggedErrors?: WeakSet<Error> };
shared.loggedErrors ??= new WeakSet();
const logged = shared.loggedErrors;

function print(level: "error" | "warn", values: unknown[]): void {
  const errors = values.filter((value) => value instanceof Error);
  const texts = values.filter((value) => !(value instanceof Error)).map(textOf);
  const line = () => write(level, texts.join(" "), errors.flatMap(chainOf));
  if (errors.length === 0) line();
  // Who knows in which request an error was logs it a moment later: then one line is enough.
  else setTimeout(() => errors.every((error) => logged.has(error)) || line(), 100);
}

// Of an object only the names: what it holds may be somebody's.
function textOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return `{ ${Object.keys(value).join(", ")} }`;
  return String(value).replace(COLOURS, "").replace(PARAMS, "");
}

// Where Drizzle's message goes on with what was sent.
const PARAMS = /\nparams: [\s\S]*/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is how a terminal is told a colour.
const COLOURS = /\u001b\[[\d;]*m/g;

function write(level: "error" | "warn", text: string, chain: Error[], where: Where = {}): void {
  const [{ message, ...first } = { message: "" }, ...causes] = chain.map(describe);
  const said = [text, message].filter(Boolean).join(" ");
  const line = { time: new Date().toISOString(), level, message: said, ...where, ...first };
  const more = causes.length > 0 ? { causes } : {};
  process.stderr.write(`${JSON.stringify({ ...line, ...more })}\n`);
}

// What an error may say of itself beside its message. Drizzle's `query` is the statement without its values.
const MEMBERS = ["code", "digest", "query", "table", "column", "constraint"];
const FRAME = /^ {4}(at .*(?::\d+:\d+\)?|<anonymous>\)?|native\)?))$/;

function describe(error: Error) {
  const members = MEMBERS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const stack = error.stack ?? "";
  // The stack begins with the message, which is left out.
  const frames = stack.slice(stack.indexOf(error.message) + error.message.length).split("\n");
  return {
    name: error.name,
    message: messageOf(error),
    ...Object.fromEntries(members),
    stack: frames.flatMap((line) => FRAME.exec(line)?.[1] ?? []),
  };
}

// PostgreSQL quotes values in what it says about data (22), constraints (23), in functions (P0), of itself (XX).
const QUOTING = /^(?:22|23|P0|XX)...$/;

/** What an error says, without what it may quote of what was sent or stored. */
export function messageOf(error: Error): string {
  const code = "code" in error ? String(error.code) : "";
  if ("params" in error && !QUOTING.test(code)) return "A query failed.";
  if (QUOTING.test(code)) return `PostgreSQL refused this with ${code}.`;
  // V8 quotes the text that it could not parse, and Zod may list what was sent.
  if (error instanceof SyntaxError && error.message.includes("JSON")) return "Invalid JSON.";
  if (error.name === "ZodError") return "Not what its schema expects.";
  return error.message.replace(PARAMS, "");
}
