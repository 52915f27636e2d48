import { beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/data/api-keys";
import { sql } from "@/db/sql";
import { authenticate } from "@/lib/guard";
import type { Scope } from "@/lib/scopes";
import { request } from "../support/requests";
import { createUser, type TestUser } from "../support/users";

type Sent = Record<string, string>;

let user: TestUser;

beforeAll(async () => {
  user = await createUser();
});

/** The status of the refusal, or whose request it is. */
async function outcome(method: string, options: Parameters<typeof request>[2]) {
  const caller = await authenticate(request(method, "/api/anything", options));
  return caller instanceof Response ? caller.status : caller.userId;
}

function bearing(authorization: string) {
  return outcome("POST", { headers: { authorization } });
}

test("nobody is turned away, and told how to come in", async () => {
  const refusal = await authenticate(request("GET", "/api/anything"));
  if (!(refusal instanceof Response)) throw new Error("Nobody was let in.");
  expect(refusal.status).toBe(401);
  expect(refusal.headers.get("www-authenticate")).toBe("Bearer");
  expect(await refusal.json()).toMatchObject({ status: 401 });
});

test("an API key is its owner", async () => {
  expect(await bearing(`Bearer ${user.apiKey}`)).toBe(user.caller.userId);
  expect(await bearing(`bearer ${user.apiKey}`)).toBe(user.caller.userId);
});

test("what only looks like an API key is nobody", async () => {
  const [, publicId, secret] = user.apiKey.split("_");
  const wrong = [
    "",
    "Bearer",
    "Bearer ",
    user.apiKey,
    `Basic ${user.apiKey}`,
    `Bearer ${user.apiKey}x`,
    `Bearer ${user.apiKey.slice(0, -1)}`,
    `Bearer sk_${publicId}_${"x".repeat(43)}`,
    `Bearer sk_${"0".repeat(16)}_${secret}`,
    `Bearer ${"x".repeat(10_000)}`,
  ];
  for (const authorization of wrong) expect(await bearing(authorization)).toBe(401);
});

test("a key does what its scopes say, and what names no scope takes all of them", async () => {
  const table: [scopes: string[], allowed: Scope[], refused: (Scope | undefined)[]][] = [
    [["*"], ["todos:read", "posts:write"], []],
    [["*:read"], ["todos:read", "posts:read"], ["todos:write", undefined]],
    [["todos:write"], ["todos:write"], ["todos:read", "posts:write", undefined]],
    [
      ["todos:read", "posts:write"],
      ["todos:read", "posts:write"],
      ["todos:write", "posts:read"],
    ],
    [[], [], ["todos:read", undefined]],
  ];
  for (const [scopes, allowed, refused] of table) {
    const apiKey = await createApiKey(user.caller, { name: "Scoped", scopes });
    const send = (scope?: Scope) =>
      authenticate(request("POST", "/api/anything", { key: { apiKey } }), scope);
    for (const scope of allowed) expect(await send(scope)).toEqual(user.caller);
    for (const scope of refused) expect(await send(scope)).toHaveProperty("status", 403);
  }
});

test("who lacks a scope is told which", async () => {
  const apiKey = await createApiKey(user.caller, { name: "Scoped", scopes: ["todos:read"] });
  const refusal = await authenticate(request("POST", "/", { key: { apiKey } }), "todos:write");
  if (!(refusal instanceof Response)) throw new Error("The key was let in.");
  const challenge = 'Bearer error="insufficient_scope", scope="todos:write"';
  expect(refusal.headers.get("www-authenticate")).toBe(challenge);
});

test("a key that has expired is none", async () => {
  const [past, future] = [-1000, 60_000].map((ms) => new Date(Date.now() + ms));
  const expired = await createApiKey(user.caller, { name: "Expired", expiresAt: past });
  const fresh = await createApiKey(user.caller, { name: "Fresh", expiresAt: future });
  expect(await bearing(`Bearer ${expired}`)).toBe(401);
  expect(await bearing(`Bearer ${fresh}`)).toBe(user.caller.userId);
});

test("a session reads from anywhere", async () => {
  const headers = { cookie: user.cookie, origin: "https://evil.example" };
  expect(await outcome("GET", { headers })).toBe(user.caller.userId);
});

test("a session changes something only from this app's own pages", async () => {
  const own = "http://localhost:3000";
  const good: Sent[] = [
    { origin: own },
    { origin: own, "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "same-origin" },
  ];
  const bad: Sent[] = [
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: `${own}.evil.example` },
    { origin: "https://localhost:3000" },
    { origin: "http://localhost:3001" },
    { origin: own, "sec-fetch-site": "cross-site" },
    { origin: own, "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
  ];
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    const send = (headers: Sent) =>
      outcome(method, { headers: { cookie: user.cookie, ...headers } });
    for (const headers of good) expect(await send(headers)).toBe(user.caller.userId);
    for (const headers of bad) expect(await send(headers)).toBe(403);
  }
});

test("a forged session is nobody", async () => {
  const [name, value] = user.cookie.split("=");
  const forged = ["", "x", "x.y", value?.replace(/\..*/, ""), value?.replace(/\..*/, ".AAAA")];
  for (const text of forged) {
    expect(await outcome("GET", { headers: { cookie: `${name}=${text}` } })).toBe(401);
  }
});

test("a key is stored as a hash only", async () => {
  const rows = await sql`select * from api_keys where owner_id = ${user.caller.userId}`;
  expect(rows).not.toEqual([]);
  expect(JSON.stringify(rows)).not.toContain(user.apiKey.slice(-43));
});

test("a user who is gone has no key", async () => {
  const gone = await createUser();
  await sql`delete from auth_users where id = ${gone.caller.userId}`;
  expect(await bearing(`Bearer ${gone.apiKey}`)).toBe(401);
});
