import "server-only";

import { findApiKey } from "@/data/api-keys";
import { sessionFrom } from "@/lib/auth";
import { type Caller, callerOf } from "@/lib/caller";
import { publicOrigin } from "@/lib/environment";
import { problem } from "@/lib/problem";
import { limitCaller, limitScope, type ScopeLimit } from "@/lib/rate-limits";
import { allows, type Scope } from "@/lib/scopes";

// Handlers, actions and pages take them from here.
export { type Caller, callerOf };

/**
 * Who is calling this Route Handler, or the response that turns them away. First line of every handler:
 *
 *     const caller = await authenticate(request, "todos:read");
 *     if (caller instanceof Response) return caller;
 *
 * `Authorization: Bearer …` is an API key, which has to have the scope. Without that header the session cookie counts, but a browser
 * sends cookies along for any site that asks, so a request that changes something must then come from
 * this app's own pages.
 *
 * With a limit, such as `{ perMinute: 30 }`, that is how often one person may use the scope.
 */
export async function authenticate(
  request: Request,
  scope?: Scope,
  limit?: ScopeLimit,
): Promise<Caller | Response> {
  const caller = await identify(request, scope);
  if (caller instanceof Response || !scope || !limit) return caller;
  return (await limitScope(request, caller.userId, scope, limit)) ?? caller;
}

async function identify(request: Request, scope?: Scope): Promise<Caller | Response> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const key = await findApiKey(authorization);
    if (!key) return unauthorized("This API key is not valid.");
    const refusal = await limitCaller(request, key.caller.userId, key.id);
    if (refusal) return refusal;
    return allows(key.scopes, scope) ? key.caller : lacking(scope);
  }
  const session = await sessionFrom(request.headers);
  if (!session) return unauthorized("Send an API key as `Authorization: Bearer …`, or sign in.");
  if (!isSafe(request.method) && !isSameOrigin(request)) {
    return problem(403, "A request with a session cookie must come from this app's own pages.");
  }
  const caller = callerOf(session);
  return (await limitCaller(request, caller.userId)) ?? caller;
}

function unauthorized(detail: string): Response {
  return problem(401, detail, { headers: { "WWW-Authenticate": "Bearer" } });
}

/** RFC 6750: which scope is missing. */
function lacking(scope?: Scope): Response {
  const detail = `This API key may not do this: it takes ${scope ? `the scope ${scope}` : "every scope"}.`;
  const needed = scope ? `, scope="${scope}"` : "";
  const headers = { "WWW-Authenticate": `Bearer error="insufficient_scope"${needed}` };
  return problem(403, detail, { headers });
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

// Browsers set these headers themselves, and scripts cannot change them. Neither present: not a browser
// that could be trusted with a cookie, so refused.
function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = request.headers.get("origin");
  if (origin === null) return site === "same-origin";
  const expected = publicOrigin();
  if (expected) return origin === expected;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
