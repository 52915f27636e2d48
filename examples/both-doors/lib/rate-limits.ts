import "server-only";

import { callerAddress } from "@/lib/address";
import { type Allowance, spend } from "@/lib/allowance";
import { requestsPerMinute } from "@/lib/environment";
import { problem } from "@/lib/problem";
import type { Scope } from "@/lib/scopes";

// How often the API may be called: guards count (lib/guard.ts), and `handler` tells what is left.

/** How often a minute one caller may use a scope, where that is limited. */
export type ScopeLimit = { perMinute: number };

type Counted = Allowance & { name: "key" | "person" | "address" | "export" | Scope };

const counted = new WeakMap<Request, Counted[]>();

/** Count a request of somebody's, with a key or a session; the response that turns it away if there were too many. */
export async function limitCaller(
  request: Request,
  person: string,
  key?: string,
): Promise<Response | null> {
  const max = requestsPerMinute();
  const ofKey = key === undefined ? [] : [await count("key", key, max)];
  // What a key is refused takes nothing of what the person's other keys have.
  if (ofKey.some(({ isAllowed }) => !isAllowed)) return refusal(request, ofKey);
  // Whoever has several keys has more, but not without end.
  return refusal(request, [await count("person", person, 2 * max), ...ofKey]);
}

/** Count a request that anybody may send, by the address that it comes from. */
export async function limitReaders(
  request: Request,
  scope?: Scope,
  limit?: ScopeLimit,
): Promise<Response | null> {
  const address = callerAddress(request.headers) ?? "unknown";
  const refused = refusal(request, [await count("address", address, requestsPerMinute())]);
  if (refused || !scope || !limit) return refused;
  return limitScope(request, address, scope, limit);
}

// One reads a whole table, and nobody needs many.
const EXPORTS = 20;

/** Count an export by a person, or from an address where anybody may have it. */
export async function limitExports(request: Request, person?: string): Promise<Response | null> {
  const who = person ?? callerAddress(request.headers) ?? "unknown";
  return refusal(request, [...(counted.get(request) ?? []), await count("export", who, EXPORTS)]);
}

/** Count a use of a scope by a person, with whatever keys and sessions, or from an address; many at once are one. */
export async function limitScope(
  request: Request,
  who: string,
  scope: Scope,
  { perMinute }: ScopeLimit,
): Promise<Response | null> {
  const others = counted.get(request) ?? [];
  const ofScope = await count(scope, who, perMinute);
  return refusal(request, [...others, ofScope]);
}

async function count(name: Counted["name"], who: string, max: number): Promise<Counted> {
  return { ...(await spend(`${name} ${who}`, { max, seconds: 60 })), name };
}

function refusal(request: Request, all: Counted[]): Response | null {
  counted.set(request, all);
  const exceeded = all.filter(({ isAllowed }) => !isAllowed);
  if (exceeded.length === 0) return null;
  const seconds = Math.max(...exceeded.map(({ secondsLeft }) => secondsLeft));
  const detail = `That were too many requests. Please try again in ${seconds} seconds.`;
  return problem(429, detail, { headers: { "Retry-After": String(seconds) } });
}

/** What is left, as the IETF's draft has it (draft-ietf-httpapi-ratelimit-headers). */
export function rateLimitHeaders(request: Request): [name: string, value: string][] {
  const all = counted.get(request) ?? [];
  if (all.length === 0) return [];
  const policies = all.map(({ name, limit }) => `"${name}";q=${limit.max};w=${limit.seconds}`);
  const left = all.map(({ name, left, secondsLeft }) => `"${name}";r=${left};t=${secondsLeft}`);
  return [
    ["RateLimit-Policy", policies.join(", ")],
    ["RateLimit", left.join(", ")],
  ];
}
