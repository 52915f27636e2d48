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

test("what one key is refused takes nothing from another", async () => {
  allowEachMinute(5);
  const user = await createUser();
  const through = [];
  for (const [name, sent] of Object.entries({ busy: 20, calm: 5 })) {
    const apiKey = await createApiKey(user.caller, { name });
    const send = () => GET(request("GET", "/api/todos", { key: { apiKey } }));
    through.push(times(await statuses(sent, send), 200));
  }
  expect(through).toEqual([5, 5]);
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

const LIMIT = { perMinute: 4 };

const POST = handler(async (asked: Request) => {
  const caller = await authenticate(asked, "todos:write", LIMIT);
  return caller instanceof Response ? caller : Response.json(caller);
});

test("a scope with a limit is used so often by one person, whatever they call with", async () => {
  allowEachMinute(100);
  const user = await createUser();
  const apiKey = await createApiKey(user.caller, { name: "Another" });
  const ways = [{ key: user }, { key: { apiKey } }, { session: user }];
  const send = (way = 0) => POST(request("POST", "/api/todos", ways[way]));
  const answers = await Promise.all(ways.map((_, way) => send(way)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const [last, refused] = [await send(), await send(2)];
  expect(last.headers.get("ratelimit-policy")).toMatch(/^"person".+, "todos:write";q=4;w=60$/);
  expect(last.headers.get("ratelimit")).toMatch(/, "todos:write";r=0;t=\d+$/);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
  expect(refused.headers.get("ratelimit-policy")).toContain('"todos:write";q=4;w=60');
  expect((await GET(request("GET", "/api/todos", { key: user }))).status).toBe(200);
  expect((await POST(request("POST", "/", { key: await createUser() }))).status).toBe(200);
});

test("what is refused before takes nothing of a scope", async () => {
  allowEachMinute(10);
  const user = await createUser();
  const reading = await createApiKey(user.caller, { name: "Reads", scopes: ["*:read"] });
  const busy = await createApiKey(user.caller, { name: "Busy" });
  const send = (apiKey: string) => POST(request("POST", "/api/todos", { key: { apiKey } }));
  expect(times(await statuses(5, () => send(reading)), 403)).toBe(5);
  const read = () => GET(request("GET", "/api/todos", { key: { apiKey: busy } }));
  expect(times(await statuses(15, read), 200)).toBe(10);
  expect(times(await statuses(5, () => send(busy)), 429)).toBe(5);
  expect(times(await statuses(9, () => send(user.apiKey)), 200)).toBe(4);
});

test("who needs no key is counted by address", async () => {
  allowEachMinute(3);
  const send = () => limitReaders(request("GET", "/api/posts"));
  expect(await Promise.all([send(), send(), send()])).toEqual([null, null, null]);
  expect(await send()).toHaveProperty("status", 429);
});

test("who needs no key uses a scope with a limit so often from one address", async () => {
  allowEachMinute(30);
  vi.stubEnv("TRUSTED_PROXIES", "1");
  const from = async (address: string, limit?: typeof LIMIT) => {
    const asked = request("GET", "/api/posts", { headers: { "x-forwarded-for": address } });
    return (await limitReaders(asked, "posts:read", limit)) ?? new Response();
  };
  expect(times(await statuses(20, () => from("192.0.2.1", LIMIT)), 200)).toBe(4);
  expect((await from("192.0.2.2", LIMIT)).status).toBe(200);
  expect(times(await statuses(20, () => from("192.0.2.1")), 200)).toBe(10);
});
