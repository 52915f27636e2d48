import { randomUUID } from "node:crypto";

// What a proxy may have set, and what can stand in a line of a log as it is.
const ACCEPTED = /^[\w.:-]{1,128}$/;

/** The name under which a request is found in the log: its `X-Request-Id` if that makes sense, or a new one. */
export function requestIdOf(given: string | string[] | null | undefined): string {
  return typeof given === "string" && ACCEPTED.test(given) ? given : randomUUID();
}
