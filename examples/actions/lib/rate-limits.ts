import "server-only";

import { callerAddress } from "@/lib/address";
import { type Allowance, spend } from "@/lib/allowance";
import { requestsPerMinute } from "@/lib/environment";
import { problem } from "@/lib/problem";

// How often the API may be called: guards count (lib/guard.ts), and `handler` tells what is left.

type Counted = Allowance & { name: "key" | "person" | "address" };

const counted = new WeakMap<Request, Counted[]>();

/** Count a request of somebody's, with a key or a session; the response that turns it away if there were too many. */
export async function limitCaller(
  request: Request,
  person: string,
  key?: string,
): Promise<Response | null> {
  const max = requestsPerMinute();
  const both = [
    // Whoever has several keys has more, but not without end.
    count("person", person, 2 * max),
    ...(key === undefined ? [] : [count("key", key, max)]),
  ];
  return refusal(request, await Promise.all(both));
}

/** Count a request that anybody may send, by the address that it comes from. */
export async function limitReaders(request: Request): Promise<Response | null> {
  const address = callerAddress(request.headers) ?? "unknown";
  return refusal(request, [await count("address", address, requestsPerMinute())]);
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
