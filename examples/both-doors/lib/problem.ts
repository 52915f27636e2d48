import "server-only";

import { STATUS_CODES } from "node:http";
import type { FieldErrors } from "@/lib/parse";

/** Every way in which a request can fail; `/api/docs` says what to do about each. */
export const PROBLEMS = {
  400: ["invalid-request", "Invalid request"],
  401: ["unauthenticated", "Not authenticated"],
  403: ["forbidden", "Not allowed"],
  404: ["not-found", "Not found"],
  405: ["method-not-allowed", "Method not allowed"],
  406: ["not-acceptable", "Not acceptable"],
  409: ["conflict", "Conflict"],
  412: ["precondition-failed", "Changed meanwhile"],
  413: ["too-large", "Body too large"],
  415: ["unsupported-type", "Unsupported type of body"],
  422: ["invalid-body", "Invalid body"],
  428: ["precondition-required", "Version required"],
  429: ["too-many-requests", "Too many requests"],
  500: ["internal", "Internal error"],
  503: ["unavailable", "Unavailable"],
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
  const [type, title] = described(status);
  return Response.json(
    { type, title, status, detail, errors },
    { status, headers: { ...headers, "Content-Type": "application/problem+json" } },
  );
}

function described(status: number): [type: string, title: string | undefined] {
  if (!(status in PROBLEMS)) return ["about:blank", STATUS_CODES[status]];
  const [name, title] = PROBLEMS[status as ProblemStatus];
  return [`/api/docs#${name}`, title];
}

/** Somebody else's record and no record at all look the same, so that ids cannot be probed. */
export function notFound(): Response {
  return problem(404, "Not found.");
}

/** What is wrong with the fields of a body. */
export function faultsIn(fieldErrors: FieldErrors): Fault[] {
  return Object.entries(fieldErrors).flatMap(([name, details]) =>
    details.map((detail) => ({ pointer: `#/${escaped(name)}`, detail })),
  );
}

// RFC 6901, as the fragment of an address.
function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}
