import { createHmac } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { sql } from "@/db/sql";
import { authServer, sessionFrom } from "@/lib/auth";
import { forgetSessions } from "@/lib/session";
import { createUser, type TestUser } from "../support/users";

const DAY_MS = 24 * 60 * 60 * 1000;

let user: TestUser;

beforeEach(async () => {
  user = await createUser();
});

/** What our check and better-auth's own make of a Cookie header. */
async function both(cookie: string | null) {
  const headers = new Headers(cookie === null ? {} : { cookie });
  const ours = await sessionFrom(headers);
  const theirs = await authServer().api.getSession({ headers });
  return [ours?.user.id ?? null, theirs?.user.id ?? null];
}

function parts() {
  const [name = "", value = ""] = user.cookie.split("=");
  const [token = "", signature = ""] = decodeURIComponent(value).split(".");
  return { name, value, token, signature };
}

async function age(days: { expires: number; created?: number }) {
  const at = (count: number) => new Date(Date.now() + count * DAY_MS);
  await sql`
    update auth_sessions set expires_at = ${at(days.expires)}, created_at = ${at(days.created ?? 0)}
    where user_id = ${user.caller.userId}`;
}

async function daysLeft() {
  const [row] = await sql<{ expiresAt: Date }>`
    select expires_at from auth_sessions where user_id = ${user.caller.userId}`;
  return row ? (row.expiresAt.getTime() - Date.now()) / DAY_MS : null;
}

test("a session is found exactly where better-auth finds it", async () => {
  const { name, value, token, signature } = parts();
  const signed = (text: string, secret: string) =>
    createHmac("sha256", secret).update(text).digest("base64");
  const raw = `${token}.${signature}`;
  const other = await createUser();
  const good = [
    `${name}=${value}`,
    `${name}=${raw}`,
    `${name}="${value}"`,
    `a=1; ${name}=${value}; b=2`,
    ` ${name} = ${value} `,
    `a; ${name}=${value}`,
    `${name}=${value}; ${name}=forged.${signature}`,
    `${name}=${value}; better-auth.session_data=e30`,
  ];
  const bad = [
    null,
    "",
    name,
    `${name}=`,
    `${name}=.`,
    `${name}=${token}`,
    `${name}=${token}.`,
    `${name}=.${signature}`,
    `${name}=${raw}x`,
    `${name}=x${raw}`,
    `${name}=${token}.${signature.slice(0, -1)}`,
    `${name}=${token}.${"A".repeat(43)}=`,
    `${name}=${token}.${"!".repeat(43)}=`,
    `${name}=${token}.${signed(token, "another secret")}`,
    `${name}=${raw.toUpperCase()}`,
    `${name}=%E0%A4%A`,
    `__Secure-${name}=${value}`,
    `x${name}=${value}`,
    `${name}=forged.${signature}; ${name}=${value}`,
    `${name}=${other.cookie.split("=")[1]?.split(".")[0]}.${signature}`,
  ];
  for (const cookie of good) expect([cookie, ...(await both(cookie))]).toEqual([cookie, ...ids()]);
  for (const cookie of bad) expect([cookie, ...(await both(cookie))]).toEqual([cookie, null, null]);
});

function ids() {
  return [user.caller.userId, user.caller.userId];
}

test("a session that was revoked is over at once", async () => {
  expect(await both(user.cookie)).toEqual(ids());
  await sql`delete from auth_sessions where user_id = ${user.caller.userId}`;
  expect(await both(user.cookie)).toEqual([null, null]);
});

test("a session is over when its row says so, whatever the browser keeps", async () => {
  await age({ expires: -0.001 });
  expect(await both(user.cookie)).toEqual([null, null]);
});

test("a session lasts seven days from its last use, to the day", async () => {
  expect(await daysLeft()).toBeCloseTo(7, 1);
  for (const left of [0.001, 1, 3, 5.9]) {
    await age({ expires: left });
    await sessionFrom(new Headers({ cookie: user.cookie }));
    expect(await daysLeft()).toBeCloseTo(7, 1);
  }
  // Used today: not written again.
  await age({ expires: 6.5 });
  await sessionFrom(new Headers({ cookie: user.cookie }));
  expect(await daysLeft()).toBeCloseTo(6.5, 1);
});

test("no session lasts longer than its cookie", async () => {
  await age({ expires: 1, created: -397 });
  await sessionFrom(new Headers({ cookie: user.cookie }));
  expect(await daysLeft()).toBeCloseTo(3, 1);
  await age({ expires: 1, created: -500 });
  await sessionFrom(new Headers({ cookie: user.cookie }));
  expect(await daysLeft()).toBeCloseTo(1, 1);
});

test("a session that was not to be remembered is not extended", async () => {
  const { authCookies, secret } = await authServer().$context;
  const signature = createHmac("sha256", secret).update("true").digest("base64");
  const forgetful = `${authCookies.dontRememberToken.name}=${encodeURIComponent(`true.${signature}`)}`;
  await age({ expires: 0.5 });
  await sessionFrom(new Headers({ cookie: `${user.cookie}; ${forgetful}` }));
  expect(await daysLeft()).toBeCloseTo(0.5, 1);
});

test("a session that is over is forgotten when somebody signs in", async () => {
  await sql`
    update auth_sessions set expires_at = now() - interval '1 minute'
    where user_id = ${user.caller.userId}`;
  vi.useFakeTimers({ now: Date.now() + 2 * 60 * 60 * 1000, toFake: ["Date"] });
  try {
    await forgetSessions();
  } finally {
    vi.useRealTimers();
  }
  const left = sql`select id from auth_sessions where user_id = ${user.caller.userId}`;
  expect(await left).toEqual([]);
});
