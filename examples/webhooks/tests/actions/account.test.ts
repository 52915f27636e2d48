import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  changeName,
  changePassword,
  deleteUserAccount,
  endSession,
  endSessionsElsewhere,
  mailConfirmationAgain,
} from "@/app/(pages)/account/actions";
import { confirmEmail } from "@/app/(pages)/confirm-email/actions";
import { signIn } from "@/app/(pages)/sign-in/actions";
import { POST } from "@/app/api/auth/[...all]/route";
import { readAccount } from "@/data/account";
import { createApiKey, listApiKeys } from "@/data/api-keys";
import { listSessions } from "@/data/sessions";
import { sql } from "@/db/sql";
import { authServer, sessionFrom } from "@/lib/auth";
import { findUser } from "@/lib/users";
import { formData } from "../support/forms";
import { mailsTo, tokenIn } from "../support/mail";
import { request } from "../support/requests";
import { givenCookies, signedInAs, visiting } from "../support/session";
import { createUser, type TestUser } from "../support/users";

const PASSWORD = "four words of mine";
const NEW = "five other words of mine";

let hash: string;
let owner: TestUser;
let email: string;

beforeAll(async () => {
  hash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  owner = await createUser();
  const { userId } = owner.caller;
  email = (await readAccount(owner.caller))?.email ?? "";
  await sql`
    insert into auth_accounts (id, account_id, provider_id, user_id, password)
    values (${randomUUID()}, ${userId}, 'credential', ${userId}, ${hash})`;
  asOwner();
});

/** One more session of the owner's, in a browser that says what it is. */
async function session(): Promise<string> {
  visiting({ "user-agent": "Mozilla/5.0 (X11; Linux) Firefox/152.0" });
  await expect(signIn({}, formData({ email, password: PASSWORD }))).rejects.toThrow("REDIRECT");
  return givenCookies().cookie;
}

function asOwner(): void {
  signedInAs(owner, { host: "localhost:3000", origin: "http://localhost:3000" });
}

function isOver(cookie: string) {
  return sessionFrom(new Headers({ cookie })).then((found) => found === null);
}

function change(currentPassword: string, newPassword: string) {
  return changePassword({}, formData({ currentPassword, newPassword }));
}

function remove(values: Record<string, string> = {}) {
  return deleteUserAccount({}, formData({ password: PASSWORD, understood: "on", ...values }));
}

test("nobody changes an account", async () => {
  signedInAs(null);
  const [own] = await listSessions(owner.caller);
  const outcomes = [
    await changeName({}, formData({ name: "Eve" })),
    await change(PASSWORD, NEW),
    await mailConfirmationAgain(),
    await endSession({}, formData({ id: own?.id ?? "" })),
    await endSessionsElsewhere(),
    await remove(),
  ];
  for (const outcome of outcomes) expect(outcome).toHaveProperty("signIn");
  expect(await isOver(owner.cookie)).toBe(false);
  expect(await readAccount(owner.caller)).toMatchObject({ email });
  expect(await mailsTo(email)).toEqual([]);
});

test("a name is changed, and a bad one comes back", async () => {
  expect(await changeName({}, formData({ name: " Ann Lee " }))).toHaveProperty("message");
  for (const name of ["", "  ", "x".repeat(101), "a\0b"]) {
    const state = await changeName({}, formData({ name, email: "eve@evil.example" }));
    expect(state.fieldErrors).toHaveProperty("name");
    expect(state.values).toEqual({ name });
  }
  expect(await readAccount(owner.caller)).toMatchObject({ name: "Ann Lee", email });
});

test("a password is changed with the one before; all other sessions end", async () => {
  const other = await session();
  const forgotten = randomUUID();
  await sql`
    insert into auth_verifications (id, identifier, value, expires_at)
    values (${forgotten}, ${forgotten}, ${owner.caller.userId}, now() + interval '1 hour')`;
  asOwner();
  await expect(change(PASSWORD, NEW)).rejects.toThrow("REDIRECT");
  expect(await isOver(other)).toBe(true);
  // Whoever has a copy of the cookie is out, too; this browser got another one.
  expect(await isOver(owner.cookie)).toBe(true);
  expect(await isOver(givenCookies().cookie)).toBe(false);
  expect(await sql`select id from auth_verifications where id = ${forgotten}`).toEqual([]);
  expect((await mailsTo(email)).at(-1)).toContain("has another password now");
});

test("a wrong password changes nothing, and neither does a bad new one", async () => {
  const wrong = await change("not the password", NEW);
  expect(wrong.fieldErrors).toHaveProperty("currentPassword");
  for (const bad of ["password", "short", email, "", "x".repeat(129)]) {
    expect((await change(PASSWORD, bad)).fieldErrors).toHaveProperty("newPassword");
  }
  for (const current of ["", "x".repeat(10_000)]) {
    expect((await change(current, NEW)).fieldErrors).toHaveProperty("currentPassword");
  }
  expect(await isOver(owner.cookie)).toBe(false);
  expect(await mailsTo(email)).toEqual([]);
});

test("who has only got hold of a session does not guess the password for long", async () => {
  for (let count = 0; count < 10; count++) await change(LONG, NEW);
  const slowed = /^Too many attempts/;
  expect((await change(PASSWORD, NEW)).fieldErrors?.currentPassword?.[0]).toMatch(slowed);
  expect((await remove()).fieldErrors?.password?.[0]).toMatch(slowed);
  const headers = { cookie: owner.cookie, origin: "http://localhost:3000" };
  const body = { currentPassword: PASSWORD, newPassword: NEW };
  const answer = await POST(request("POST", "/api/auth/change-password", { body, headers }));
  expect(answer.status).toBe(429);
});

// Refused before it is hashed, and a wrong password all the same.
const LONG = "x".repeat(1001);

test("sessions are listed to whose they are, and end one by one", async () => {
  const other = await session();
  asOwner();
  const [last, first, ...more] = await listSessions(owner.caller);
  expect(more).toEqual([]);
  expect(last?.userAgent).toContain("Firefox");
  await endSession({}, formData({ id: last?.id ?? "" }));
  expect(await isOver(other)).toBe(true);
  expect((await listSessions(owner.caller)).map(({ id }) => id)).toEqual([first?.id]);
});

test("a stranger ends nobody's session", async () => {
  const [own] = await listSessions(owner.caller);
  const stranger = await createUser();
  signedInAs(stranger);
  for (const id of [own?.id ?? "", "", "\0", "' or 1=1", "%"]) {
    await endSession({}, formData({ id }));
  }
  await endSessionsElsewhere();
  expect(await isOver(owner.cookie)).toBe(false);
  expect(await isOver(stranger.cookie)).toBe(false);
});

test("signing out everywhere else leaves this session and the API keys", async () => {
  const other = await session();
  asOwner();
  expect(await endSessionsElsewhere()).toHaveProperty("message");
  expect(await isOver(other)).toBe(true);
  expect(await isOver(owner.cookie)).toBe(false);
  expect(await listApiKeys(owner.caller)).toHaveLength(1);
});

test("an address is confirmed by a link in a mail", async () => {
  await sql`update auth_users set email_verified = false where id = ${owner.caller.userId}`;
  expect(await mailConfirmationAgain()).toHaveProperty("message");
  const token = tokenIn((await mailsTo(email)).at(-1));
  const confirm = (token: string) => confirmEmail({}, formData({ token }));
  for (const wrong of [
    "",
    "x",
    `${token}x`,
    token.slice(0, -1),
    token.replace(/\..*\./, ".e30."),
  ]) {
    expect(await confirm(wrong)).toHaveProperty("error");
  }
  expect(await readAccount(owner.caller)).toMatchObject({ isConfirmed: false });
  await expect(confirm(token)).rejects.toThrow("REDIRECT");
  expect(await readAccount(owner.caller)).toMatchObject({ isConfirmed: true });
  // It needs no more mail.
  const before = await mailsTo(email);
  await mailConfirmationAgain();
  expect(await mailsTo(email)).toEqual(before);
});

test("a link confirms no account but the one that it was made for", async () => {
  await sql`update auth_users set email_verified = false where id = ${owner.caller.userId}`;
  await mailConfirmationAgain();
  const token = tokenIn((await mailsTo(email)).at(-1));
  await expect(remove()).rejects.toThrow("REDIRECT");
  visiting();
  const { api } = authServer();
  await api.signUpEmail({ body: { name: "Eve", email, password: NEW } });
  expect(await confirmEmail({}, formData({ token }))).toHaveProperty("error");
  const { id = "" } = (await findUser(email)) ?? {};
  expect(await readAccount({ userId: id })).toMatchObject({ isConfirmed: false });
});

test("only so many mails to confirm an address are sent", async () => {
  await sql`update auth_users set email_verified = false where id = ${owner.caller.userId}`;
  for (let count = 0; count < 5; count++) {
    expect(await mailConfirmationAgain()).toHaveProperty("message");
  }
  expect(await mailConfirmationAgain()).toHaveProperty("error");
  expect(await mailsTo(email)).toHaveLength(5);
});

test("an account is deleted with all that is its own, and nothing else", async () => {
  const stranger = await createUser();
  await createApiKey(owner.caller, { name: "Phone" });
  const other = await session();
  asOwner();
  await expect(remove()).rejects.toThrow("REDIRECT");
  expect(await readAccount(owner.caller)).toBeNull();
  expect([await isOver(owner.cookie), await isOver(other)]).toEqual([true, true]);
  const { userId } = owner.caller;
  expect(await sql`select id from api_keys where owner_id = ${userId}`).toEqual([]);
  expect(await listApiKeys(stranger.caller)).toHaveLength(1);
  // With the cookie that a second tab still sends.
  expect(await changeName({}, formData({ name: "Eve" }))).toHaveProperty("signIn");
});

test("whatever a table says of an account goes with it", async () => {
  const kept = await sql`
    select conrelid::regclass::text as table from pg_constraint
    where confrelid = 'auth_users'::regclass and confdeltype <> 'c'`;
  expect(kept).toEqual([]);
});

test("an account is deleted with its password and on purpose", async () => {
  expect((await remove({ password: "not it" })).fieldErrors).toHaveProperty("password");
  expect((await remove({ password: "" })).fieldErrors).toHaveProperty("password");
  expect((await remove({ understood: "" })).fieldErrors).toHaveProperty("understood");
  expect(await readAccount(owner.caller)).toMatchObject({ email });
  expect(await isOver(owner.cookie)).toBe(false);
});

test("who is signed out elsewhere meanwhile deletes nothing", async () => {
  const stale = owner.cookie;
  await sql`delete from auth_sessions where user_id = ${owner.caller.userId}`;
  signedInAs({ cookie: stale });
  expect(await remove()).toHaveProperty("signIn");
  expect(await readAccount(owner.caller)).toMatchObject({ email });
});
