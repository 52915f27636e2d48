import "server-only";

import { unstable_rethrow } from "next/navigation";
import { isUnavailable } from "@/lib/errors";
import { problem } from "@/lib/http";
import { logError } from "@/lib/log";
import { requestIdOf } from "@/lib/request-id";

/**
 * A Route Handler whose caller always gets an answer. What it throws is logged, and becomes a 503 where
 * the database does not answer, and a 500 otherwise.
 */
export function handler<Args extends [request: Request, ...rest: unknown[]]>(
  respond: (...args: Args) => Response | Promise<Response>,
): (...args: Args) => Promise<Response> {
  return async (...args) => {
    try {
      return await respond(...args);
    } catch (error) {
      // redirect() and notFound() throw as well, and Next.js answers them.
      unstable_rethrow(error);
      const { headers, method, url } = args[0];
      const requestId = requestIdOf(headers.get("x-request-id"));
      logError(error, { requestId, method, path: new URL(url).pathname });
      return failure(error, requestId);
    }
  };
}

// A few seconds: long enough for a restart, and short enough to be asked again.
export const RETRY_AFTER = "5";

function failure(error: unknown, requestId: string): Response {
  const headers = { "X-Request-Id": requestId };
  if (isUnavailable(error)) {
    const detail = "The service cannot do this right now. Nothing was lost; please try again.";
    return problem(503, detail, { headers: { ...headers, "Retry-After": RETRY_AFTER }, requestId });
  }
  return problem(500, "Something went wrong on our side, and was noted.", { headers, requestId });
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type OtherMethods = Record<Method | "OPTIONS", () => Response>;

/**
 * What a path answers to all methods but its own. Next.js itself says 405 without a word, and not which
 * methods there are:
 *
 *     export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
 */
export function allowOnly(...methods: Method[]): OtherMethods {
  const all = methods.includes("GET") ? ["HEAD", ...methods] : methods;
  const headers = { Allow: ["OPTIONS", ...all].sort().join(", ") };
  const refuse = () => problem(405, `Here you can use ${methods.join(", ")}.`, { headers });
  const options = () => new Response(null, { status: 204, headers });
  const changes = { POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
  return { GET: refuse, ...changes, OPTIONS: options };
}
