import "server-only";

import { unstable_rethrow } from "next/navigation";
import { isUnavailable, Refused } from "@/lib/errors";
import { logError } from "@/lib/log";
import { acceptsJson } from "@/lib/media-type";
import { faultsIn, problem } from "@/lib/problem";
import { rateLimitHeaders } from "@/lib/rate-limits";
import { requestIdOf } from "@/lib/request-id";

/**
 * A Route Handler whose caller always gets an answer, with the name of the request in `X-Request-Id`. What the
 * database has against a change is a 409 or a 422. Whatever else it throws is logged, and becomes a 503 where the
 * database does not answer, and a 500 otherwise.
 */
export function handler<Args extends [request: Request, ...rest: unknown[]]>(
  respond: (...args: Args) => Response | Promise<Response>,
  isAcceptable = acceptsJson,
): (...args: Args) => Promise<Response> {
  return async (...args) => {
    const [request] = args;
    const requestId = requestIdOf(request.headers.get("x-request-id"));
    const response = isAcceptable(request)
      ? await attempt(respond, args, requestId)
      : notAcceptable();
    return finished(response, request, requestId);
  };
}

/** The same for a handler that answers with a file, whatever else a browser would rather have. */
export function download(respond: (request: Request) => Promise<Response>) {
  return handler(respond, () => true);
}

async function attempt<Args extends [request: Request, ...rest: unknown[]]>(
  respond: (...args: Args) => Response | Promise<Response>,
  args: Args,
  requestId: string,
): Promise<Response> {
  try {
    return await respond(...args);
  } catch (error) {
    // redirect() and notFound() throw as well, and Next.js answers them.
    unstable_rethrow(error);
    if (error instanceof Refused) return refused(error);
    const [{ method, url }] = args;
    logError(error, { requestId, method, path: new URL(url).pathname });
    return failure(error);
  }
}

function refused({ status, message, fieldErrors }: Refused): Response {
  const errors = faultsIn(fieldErrors);
  return problem(status, message, errors.length > 0 ? { errors } : {});
}

// A few seconds: long enough for a restart, and short enough to be asked again.
export const RETRY_AFTER = "5";

function failure(error: unknown): Response {
  if (!isUnavailable(error)) {
    return problem(500, "Something went wrong on our side, and was noted.");
  }
  const detail = "The service cannot do this right now. Nothing was lost; please try again.";
  return problem(503, detail, { headers: { "Retry-After": RETRY_AFTER } });
}

function notAcceptable(): Response {
  return problem(406, "The answers here are JSON: leave `Accept` out, or send `application/json`.");
}

/** Say which request this answers: in a header, and of a problem in its body, too. */
async function finished(
  response: Response,
  request: Request,
  requestId: string,
): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set("X-Request-Id", requestId);
  for (const [name, value] of rateLimitHeaders(request)) headers.set(name, value);
  const isProblem = headers.get("content-type") === "application/problem+json";
  const instance = `${new URL(request.url).pathname}#${requestId}`;
  const body = isProblem
    ? JSON.stringify({ ...(await response.json()), instance, requestId })
    : response.body;
  return new Response(body, { status: response.status, headers });
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type OtherMethods = Record<Method | "OPTIONS", (request: Request) => Promise<Response>>;

/**
 * What a path answers to all methods but its own. Next.js itself says 405 without a word, and not which
 * methods there are:
 *
 *     export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
 */
export function allowOnly(...methods: Method[]): OtherMethods {
  const all = methods.includes("GET") ? ["HEAD", ...methods] : methods;
  const headers = { Allow: ["OPTIONS", ...all].sort().join(", ") };
  const refuse = handler(() =>
    problem(405, `Here you can use ${methods.join(", ")}.`, { headers }),
  );
  const OPTIONS = handler(() => new Response(null, { status: 204, headers }));
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS };
}
