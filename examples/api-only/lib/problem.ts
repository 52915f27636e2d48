import "server-only";

import { STATUS_CODES } from "node:http";
import type { FieldErrors } from "@/lib/parse";

/** Every way in which a request can fail; `/api/docs` says what to do about each. */
export const PROBLEMS = {
  400: {
    name: "invalid-request",
    title: "Invalid request",
    advice:
      "Mend what `errors` names, or the syntax of the body: sent again as it is, it is refused again.",
  },
  401: {
    name: "unauthenticated",
    title: "Not authenticated",
    advice: "Send an API key that is valid, or sign in.",
  },
  403: {
    name: "forbidden",
    title: "Not allowed",
    advice: "The key lacks a scope, or the record is somebody else's: ask whoever may.",
  },
  404: {
    name: "not-found",
    title: "Not found",
    advice: "There is no such record, or none that this caller may know of.",
  },
  405: {
    name: "method-not-allowed",
    title: "Method not allowed",
    advice: "The header `Allow` lists what may be done here.",
  },
  406: {
    name: "not-acceptable",
    title: "Not acceptable",
    advice: "Accept `application/json`.",
  },
  409: {
    name: "conflict",
    title: "Conflict",
    advice: "It is there already, or another request got in between: look again, and try again.",
  },
  412: {
    name: "precondition-failed",
    title: "Changed meanwhile",
    advice: "Somebody changed the record: read it again, decide again, and send its new `ETag`.",
  },
  413: {
    name: "too-large",
    title: "Body too large",
    advice: "Send less at once.",
  },
  415: {
    name: "unsupported-type",
    title: "Unsupported type of body",
    advice: "The headers `Accept` and `Accept-Encoding` say what may be sent.",
  },
  422: {
    name: "invalid-body",
    title: "Invalid body",
    advice: "Mend the fields that `errors` points at.",
  },
  428: {
    name: "precondition-required",
    title: "Version required",
    advice: "Read the record first, and send its `ETag` as `If-Match`.",
  },
  429: {
    name: "too-many-requests",
    title: "Too many requests",
    advice: "Wait for as many seconds as `Retry-After` says.",
  },
  500: {
    name: "internal",
    title: "Internal error",
    advice: "This is our fault, and was noted: tell us the `requestId`.",
  },
  503: {
    name: "unavailable",
    title: "Unavailable",
    advice: "Try again after as many seconds as `Retry-After` says.",
  },
} as const;

export type ProblemStatus = keyof typeof PROBLEMS;

/** What is wrong in one place: a field of the body (as a JSON pointer), a parameter, a header. */
export type Fault = { detail: string } & (
  | { pointer: string }
  | { parameter: string }
  | { header: string }
);

/** An error as RFC 9457 has it (`application/problem+json`). `handler` adds which request it belongs to. */
export function problem(
  status: number,
  detail: string,
  { headers, errors }: { headers?: HeadersInit; errors?: Fault[] } = {},
): Response {
  return Response.json(problemOf(status, detail, errors), {
    status,
    headers: { ...headers, "Content-Type": "application/problem+json" },
  });
}

export type Problem = ReturnType<typeof problemOf>;

/** The body of such an answer. */
export function problemOf(status: number, detail: string, errors?: Fault[]) {
  const [type, title] = described(status);
  return { type, title, status, detail, errors };
}

function described(status: number): [type: string, title: string | undefined] {
  if (!(status in PROBLEMS)) return ["about:blank", STATUS_CODES[status]];
  const { name, title } = PROBLEMS[status as ProblemStatus];
  return [`/api/docs#${name}`, title];
}

/** Somebody else's record and no record at all look the same, so that ids cannot be probed. */
export function notFound(): Response {
  return problem(404, "Not found.");
}

/** What is wrong with the fields of a body, or of what stands at a place in it. */
export function faultsIn(fieldErrors: FieldErrors, place = "#"): Fault[] {
  return Object.entries(fieldErrors).flatMap(([name, details]) =>
    details.map((detail) => ({ pointer: `${place}/${escaped(name)}`, detail })),
  );
}

// RFC 6901, as the fragment of an address.
function escaped(name: string): string {
  return encodeURIComponent(name.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1"));
}
