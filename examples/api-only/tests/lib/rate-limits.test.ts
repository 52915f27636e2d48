import { afterEach, expect, test, vi } from "vitest";
import { createApiKey } from "@/data/api-keys";
import { authenticate } from "@/lib/guard";
import { handler } from "@/lib/handler";
import { limitReaders } from "@/lib/rate-limits";
import { request } from "../support/requests";
import { createUser } from "../support/users";

afterEach(() => vi.unstubAllEnvs());

function allowEachMinute(count: number): void {
  vi.stubEnv("API_REQUESTS_PER_MINUTE", String(count));
}

const GET = handler(async (asked: Request) => {
  const caller = await authenticate(asked, "todos:read");
  return caller instanceof Response ? caller : Response.json(caller);
});

async function statuses(times: number, send: () => Promise<Response>): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: times }, send));
  return answers.map(({ status }) => status);
}

function times(all: number[], status: number): number {
  return all.filter((one) => one === status).length;
}

test("a key may be used so often, and then has to wait", async () => {
  allowEachMinute(7);
  const user = await createUser();
  const send = () => GET(request("GET", "/api/todos", { key: user }));
  expect(times(await statuses(20, send), 200)).toBe(7);
  const refused = await send();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
  expect(refused.headers.get("ratelimit")).toMatch(/"key";r=0;t=\d+/);
});

test("somebody's keys share a limit twice as high, and a session counts, too", async () => {
  allowEachMinute(5);
  const user = await createUser();
  const keys = await Promise.all(
    ["a", "b", "c"].map((name) => createApiKey(user.caller, { name })),
  );
  const through = [];
  for (const apiKey of keys) {
    const send = () => GET(request("GET", "/api/todos", { key: { apiKey } }));
    through.push(times(await statuses(5, send), 200));
  }
  expect(through).toEqual([5, 5, 0]);
  expect((await GET(request("GET", "/api/todos", { session: user }))).status).toBe(429);
  expect((await GET(request("GET", "/api/todos", { key: await createUser() }))).status).toBe(200);
});

test("an answer says what is left", async () => {
  allowEachMinute(100);
  const answer = await GET(request("GET", "/api/todos", { key: await createUser() }));
  const policy = answer.headers.get("ratelimit-policy");
  expect(policy).toBe('"person";q=200;w=60, "key";q=100;w=60');
  expect(answer.headers.get("ratelimit")).toBe('"person";r=199;t=60, "key";r=99;t=60');
});

test("a wrong key is refused without being counted", async () => {
  const authorization = `Bearer sk_${"0".repeat(16)}_${"x".repeat(43)}`;
  const answer = await GET(request("GET", "/api/todos", { headers: { authorization } }));
  expect(answer.status).toBe(401);
  expect(answer.headers.has("ratelimit")).toBe(false);
});

test("who needs no key is counted by address", async () => {
  allowEachMinute(3);
  const send = () => limitReaders(request("GET", "/api/posts"));
  expect(await Promise.all([send(), send(), send()])).toEqual([null, null, null]);
  expect(await send()).toHaveProperty("status", 429);
});
