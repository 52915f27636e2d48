import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { POST as refresh } from "@/app/api/session/refresh/route";
import { DELETE, GET, POST } from "@/app/api/session/route";
import { POST as signUp } from "@/app/api/session/sign-up/route";
import { DELETE as endAll } from "@/app/api/sessions/route";
import { sql } from "@/db/sql";
import { authServer, sessionFrom } from "@/lib/auth";
import { authenticate } from "@/lib/guard";
import type { Tokens } from "@/lib/session-tokens";
import { limitSignIn } from "@/lib/sign-in-limits";
import { request } from "../support/requests";
import { createUser } from "../support/users";

// The other files run in this process, too.
afterEach(() => vi.unstubAllEnvs());

type Session = Tokens & { user: { id: string; name: string; email: string } };

let account: { name: string; email: string; password: string };

beforeEach(() => {
  account = { name: "Ann", email: `${randomUUID()}@example.com`, password: randomUUID() };
  // better-auth reports each wrong password there.
  vi.spyOn(console, "warn").mockReturnValue();
});

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const from = { "x-forwarded-for": `2001:db8:${randomUUID().slice(0, 4)}::1` };
  return request("POST", path, { body, headers: { ...from, ...headers } });
}

async function signedUp(): Promise<Session> {
  const response = await signUp(post("/api/session/sign-up", account));
  expect(response.status).toBe(201);
  return response.json();
}

function signIn(input: object = {}, headers?: Record<string, string>) {
  const { email, password } = account;
  return POST(post("/api/session", { email, password, ...input }, headers));
}

async function signedIn(): Promise<Session> {
  const response = await signIn();
  expect(response.status).toBe(201);
  return response.json();
}

function rotate(refreshToken: string) {
  return refresh(post("/api/session/refresh", { refreshToken }));
}

async function rotated(refreshToken: string): Promise<Tokens> {
  const response = await rotate(refreshToken);
  expect(response.status).toBe(200);
  return response.json();
}

function bearing(token: string, method = "GET", path = "/api/session") {
  return request(method, path, { headers: { authorization: `Bearer ${token}` } });
}

/** The status of the refusal, or whose request it is. */
async function outcome(token: string) {
  const caller = await authenticate(bearing(token, "POST", "/api/anything"));
  return caller instanceof Response ? caller.status : caller.userId;
}

async function rows() {
  const [row] = await sql<{ count: number }>`select count(*) as count from auth_session_tokens`;
  return row?.count;
}

test("who signs up may do what they may, and is told who they are", async () => {
  const { accessToken, user, ...rest } = await signedUp();
  expect(user).toEqual({ id: user.id, name: "Ann", email: account.email });
  expect(rest).toMatchObject({ tokenType: "Bearer", expiresIn: 600 });
  expect(await outcome(accessToken)).toBe(user.id);
  const said = await GET(bearing(accessToken));
  expect(await said.json()).toEqual({ user });
});

test("the right password signs in, and sets no cookie", async () => {
  const { user } = await signedUp();
  const response = await signIn({ email: account.email.toUpperCase() });
  expect(response.status).toBe(201);
  expect(response.headers.has("set-cookie")).toBe(false);
  const session: Session = await response.json();
  expect(session.user).toEqual(user);
  expect(await outcome(session.accessToken)).toBe(user.id);
});

test("a wrong password and an unknown address are a 401 alike", async () => {
  await signedUp();
  const wrong = await signIn({ password: "not the password" });
  const unknown = await signIn({ email: `${randomUUID()}@example.com` });
  for (const response of [wrong, unknown]) {
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("wrong") });
  }
});

test("who guesses is slowed, as on the pages; the owner gets in from elsewhere", async () => {
  await signedUp();
  const guesser = { "x-forwarded-for": "192.0.2.77" };
  const { secret } = await authServer().$context;
  const guess = { email: account.email, headers: new Headers(guesser), device: null };
  // Without the time that hashing takes.
  for (let count = 0; count < 9; count++) await limitSignIn(guess, secret);
  expect((await signIn({ password: "wrong" }, guesser)).status).toBe(401);
  const refused = await signIn({}, guesser);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await signIn()).status).toBe(201);
});

test("what is wrong with a new account is said by field, and none is made", async () => {
  const bad = {
    name: [""],
    email: ["ann", `${"a".repeat(65)}@example.com`],
    password: ["short", "aaaaaaaa"],
    isAdmin: [true],
  };
  for (const [field, value] of Object.entries(bad).flatMap(([field, values]) =>
    values.map((value) => [field, value] as const),
  )) {
    const response = await signUp(post("/api/session/sign-up", { ...account, [field]: value }));
    expect(response.status).toBe(422);
    if (field in account)
      expect(await response.json()).toHaveProperty("errors.0.pointer", `#/${field}`);
  }
  expect((await signIn()).status).toBe(401);
  expect((await signIn({ password: "x".repeat(1001) })).status).toBe(422);
  await signedUp();
  const again = await signUp(post("/api/session/sign-up", account));
  expect(again.status).toBe(409);
});

test("they take JSON only, which no form of another site can send", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    const headers = { "content-type": type };
    expect((await signUp(post("/api/session/sign-up", account, headers))).status).toBe(415);
    expect((await signIn({}, headers)).status).toBe(415);
    expect((await refresh(post("/api/session/refresh", {}, headers))).status).toBe(415);
  }
  expect((await signIn()).status).toBe(401);
});

test("a refresh token gets the next two, once; used again it ends the session", async () => {
  const first = await signedUp();
  const second = await rotated(first.refreshToken);
  const third = await rotated(second.refreshToken);
  expect(await outcome(third.accessToken)).toBe(first.user.id);
  expect((await rotate(first.refreshToken)).status).toBe(401);
  for (const { accessToken, refreshToken } of [first, second, third]) {
    expect(await outcome(accessToken)).toBe(401);
    expect((await rotate(refreshToken)).status).toBe(401);
  }
});

test("of many that refresh at once, one gets the next tokens", async () => {
  const { refreshToken } = await signedUp();
  const sent = Array.from({ length: 20 }, () => rotate(refreshToken));
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, ...new Array(19).fill(401)]);
});

test("a token is good for what it is for, and a key for neither", async () => {
  const { accessToken, refreshToken } = await signedUp();
  const { apiKey } = await createUser();
  expect(await outcome(refreshToken)).toBe(401);
  expect((await rotate(accessToken)).status).toBe(401);
  expect((await rotate(apiKey)).status).toBe(401);
  for (const token of [refreshToken, apiKey]) {
    expect((await GET(bearing(token))).status).toBe(401);
    expect((await DELETE(bearing(token, "DELETE"))).status).toBe(401);
    expect((await endAll(bearing(token, "DELETE", "/api/sessions"))).status).toBe(401);
  }
  expect(await outcome(accessToken)).not.toBe(401);
});

test("who sends no token is told how to come in, and that nothing is wrong with one", async () => {
  const everywhere = endAll(request("DELETE", "/api/sessions"));
  for (const refusal of [await GET(request("GET", "/api/session")), await everywhere]) {
    expect(refusal.status).toBe(401);
    expect(refusal.headers.get("www-authenticate")).toBe("Bearer");
  }
});

test("what only looks like a token is nobody, is told so, and is not written down", async () => {
  const { accessToken } = await signedUp();
  const before = await rows();
  const random = "x".repeat(43);
  const wrong = [
    "at_",
    `at_${random}`,
    `rt_${random}`,
    `${accessToken}x`,
    accessToken.slice(0, -1),
  ];
  for (const token of wrong) {
    const refusal = await authenticate(bearing(token));
    if (!(refusal instanceof Response)) throw new Error(`${token} was let in.`);
    expect(refusal.status).toBe(401);
    expect(refusal.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
    expect((await rotate(token)).status).toBe(401);
  }
  expect(await rows()).toBe(before);
});

test("an access token ends before its session does", async () => {
  const { accessToken, refreshToken, user } = await signedUp();
  await sql`update auth_session_tokens set expires_at = now() where kind = 'access'`;
  expect(await outcome(accessToken)).toBe(401);
  const next = await rotated(refreshToken);
  expect(await outcome(next.accessToken)).toBe(user.id);
});

test("a session that was not used for long is over, and one that is used goes on", async () => {
  const { accessToken, refreshToken, user } = await signedUp();
  await sql`update auth_sessions set expires_at = now() + interval '1 hour' where user_id = ${user.id}`;
  const next = await rotated(refreshToken);
  const [session] = await sql<{ goesOn: boolean }>`
    select expires_at > now() + interval '6 days' as goes_on
    from auth_sessions where user_id = ${user.id}`;
  expect(session?.goesOn).toBe(true);
  await sql`update auth_sessions set expires_at = now() where user_id = ${user.id}`;
  expect(await outcome(accessToken)).toBe(401);
  expect((await rotate(next.refreshToken)).status).toBe(401);
});

test("a session ends after 400 days, however much it is used", async () => {
  const { refreshToken, user } = await signedUp();
  await sql`update auth_sessions set created_at = now() - interval '399 days' where user_id = ${user.id}`;
  await rotated(refreshToken);
  const [session] = await sql<{ ends: boolean }>`
    select expires_at <= now() + interval '1 day' as ends from auth_sessions where user_id = ${user.id}`;
  expect(session?.ends).toBe(true);
});

test("tokens that are over are forgotten, and used ones for as long as they tell of a thief", async () => {
  const { refreshToken, user } = await signedUp();
  const count = async () => {
    const [row] = await sql<{ count: number }>`
      select count(*) as count from auth_session_tokens token
        join auth_sessions session on session.id = token.session_id
      where session.user_id = ${user.id}`;
    return row?.count;
  };
  await sql`update auth_session_tokens set expires_at = now() where kind = 'access'`;
  const next = await rotated(refreshToken);
  expect(await count()).toBe(3);
  await sql`update auth_session_tokens set used_at = now() - interval '8 days' where used_at is not null`;
  await rotated(next.refreshToken);
  expect(await count()).toBe(4);
});

test("what a token is for is stored, and not only its first letters", async () => {
  const { accessToken, refreshToken } = await signedUp();
  await sql`
    update auth_session_tokens set expires_at = now() + interval '1 hour',
      kind = case kind when 'access' then 'refresh' else 'access' end`;
  expect(await outcome(accessToken)).toBe(401);
  expect((await rotate(refreshToken)).status).toBe(401);
});

test("tokens count to how often a person may call", async () => {
  const { accessToken, refreshToken } = await signedUp();
  vi.stubEnv("API_REQUESTS_PER_MINUTE", "2");
  const statuses = [];
  for (let count = 0; count < 5; count++) {
    statuses.push((await GET(bearing(accessToken))).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  // Whoever has stolen one can use all that up, and keeps its owner from neither.
  const next = await rotated(refreshToken);
  expect((await DELETE(bearing(next.accessToken, "DELETE"))).status).toBe(204);
});

test("tokens are refreshed so often, and no more", async () => {
  let { refreshToken } = await signedUp();
  for (let count = 0; count < 30; count++) ({ refreshToken } = await rotated(refreshToken));
  const refused = await rotate(refreshToken);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("ratelimit-policy")).toBe('"session";q=30;w=60');
});

test("what a stranger sends is not read to its end", async () => {
  const password = "x".repeat(20_000);
  expect((await signUp(post("/api/session/sign-up", { ...account, password }))).status).toBe(413);
  expect((await signIn({ password })).status).toBe(413);
  expect((await rotate(password)).status).toBe(413);
});

test("signing out ends this session, and no other", async () => {
  const here = await signedUp();
  const there = await signedIn();
  expect((await DELETE(bearing(here.accessToken, "DELETE"))).status).toBe(204);
  expect(await outcome(here.accessToken)).toBe(401);
  expect((await rotate(here.refreshToken)).status).toBe(401);
  expect(await outcome(there.accessToken)).toBe(here.user.id);
});

test("signing out everywhere ends all of them, cookies too, and nobody else's", async () => {
  const here = await signedUp();
  const there = await signedIn();
  const other = await createUser();
  const { accessToken } = here;
  expect((await endAll(bearing(accessToken, "DELETE", "/api/sessions"))).status).toBe(204);
  for (const { accessToken } of [here, there]) expect(await outcome(accessToken)).toBe(401);
  expect(await sql`select id from auth_sessions where user_id = ${here.user.id}`).toEqual([]);
  expect(await sessionFrom(new Headers({ cookie: other.cookie }))).not.toBeNull();
});

test("tokens are stored as hashes only, and those of a session go with it", async () => {
  const { accessToken, refreshToken, user } = await signedUp();
  const stored = JSON.stringify(await sql`select * from auth_session_tokens`);
  expect(stored).not.toContain(accessToken.slice(3));
  expect(stored).not.toContain(refreshToken.slice(3));
  const before = Number(await rows());
  await sql`delete from auth_users where id = ${user.id}`;
  expect(await rows()).toBe(before - 2);
});
