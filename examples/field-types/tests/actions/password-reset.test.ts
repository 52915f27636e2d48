import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { requestReset } from "@/app/(pages)/forgot-password/actions";
import { chooseNewPassword } from "@/app/(pages)/reset-password/actions";
import { signIn } from "@/app/(pages)/sign-in/actions";
import { GET, POST } from "@/app/api/auth/[...all]/route";
import { sql } from "@/db/sql";
import { sessionFrom } from "@/lib/auth";
import { authenticate } from "@/lib/guard";
import { personOfReset } from "@/lib/password-reset";
import { resetPassword } from "@/lib/users";
import { formData } from "../support/forms";
import { mailsTo, tokenIn } from "../support/mail";
import { request } from "../support/requests";
import { signedInAs, visiting } from "../support/session";
import { createUser, type TestUser } from "../support/users";

const NEW = "six words that are of mine";

let user: TestUser;
let email: string;

beforeEach(async () => {
  user = await createUser();
  const [row] = await sql<{ email: string }>`
    select email from auth_users where id = ${user.caller.userId}`;
  email = row?.email ?? "";
  // A script's request, from an address that no other test has asked from.
  signedInAs(null, { "x-forwarded-for": `2001:db8:${randomUUID().slice(0, 4)}::1` });
  vi.spyOn(console, "warn").mockReturnValue();
});

function ask(address = email, more: Record<string, string> = {}) {
  return requestReset({}, formData({ email: address, ...more }));
}

async function asked(): Promise<string> {
  await ask();
  return tokenIn((await mailsTo(email)).at(-1));
}

function choose(token: string, password = NEW) {
  return chooseNewPassword({}, formData({ token, password }));
}

async function worksFor(password: string): Promise<boolean> {
  visiting();
  const outcome = await signIn({}, formData({ email, password })).catch(() => "in");
  return outcome === "in";
}

test("a link in a mail leads to a new password, which ends every session", async () => {
  await resetPassword(user.caller.userId, "the password before");
  const token = await asked();
  expect(await personOfReset(token)).toMatchObject({ email });
  await expect(choose(token)).rejects.toThrow("NEXT_REDIRECT");
  expect(await sessionFrom(new Headers({ cookie: user.cookie }))).toBeNull();
  expect(await authenticate(request("GET", "/", { key: user }))).toEqual(user.caller);
  expect(await worksFor(NEW)).toBe(true);
  expect(await worksFor("the password before")).toBe(false);
});

test("the answer is the same for an address without an account, and no mail goes there", async () => {
  const stranger = `${randomUUID()}@example.com`;
  expect(await ask(stranger)).toEqual(await ask());
  expect(await mailsTo(stranger)).toEqual([]);
  expect(await mailsTo(email)).toHaveLength(1);
});

test("a link works once, also where two come at once", async () => {
  const token = await asked();
  const outcomes = await Promise.allSettled([choose(token), choose(token, `${NEW}!`)]);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(await choose(token)).toHaveProperty("error");
  expect(await personOfReset(token)).toBeNull();
});

test("a link works for an hour, and none works after another was used", async () => {
  const [late, other, used] = [await asked(), await asked(), await asked()];
  await sql`
    update auth_verifications set expires_at = now() - interval '1 second'
    where value = ${user.caller.userId} and created_at = (
      select min(created_at) from auth_verifications where value = ${user.caller.userId})`;
  expect(await choose(late)).toHaveProperty("error");
  await expect(choose(used)).rejects.toThrow("NEXT_REDIRECT");
  expect(await choose(other)).toHaveProperty("error");
});

test("what is stored of a link opens nothing", async () => {
  const token = await asked();
  const rows = await sql<{ identifier: string }>`
    select identifier from auth_verifications where value = ${user.caller.userId}`;
  for (const { identifier } of rows) {
    expect(identifier).not.toContain(token);
    expect(await choose(identifier)).toHaveProperty("error");
  }
});

test("what is no token is refused", async () => {
  for (const token of ["", "x", "x".repeat(24), "\0".repeat(24), "' or 1=1", "reset-password:x"]) {
    expect(await choose(token)).toHaveProperty("error");
  }
});

test("a password that everybody tries is refused, and the link still works", async () => {
  const token = await asked();
  for (const bad of ["password", "short", email, ""]) {
    expect((await choose(token, bad)).fieldErrors).toHaveProperty("password");
  }
  await expect(choose(token)).rejects.toThrow("NEXT_REDIRECT");
});

test("the link leads to this app, whatever the Host header says", async () => {
  const evil = { host: "evil.example", "x-forwarded-host": "evil.example" };
  signedInAs(null, { ...evil, "x-forwarded-for": "192.0.2.130" });
  await ask();
  const [mail] = await mailsTo(email);
  expect(mail).toContain("http://localhost:3000/reset-password?token=");
  expect(mail).not.toContain("evil");
});

test("nobody gets many mails, and nobody has many sent", async () => {
  for (let count = 0; count < 7; count++) expect(await ask()).toHaveProperty("message");
  expect(await mailsTo(email)).toHaveLength(5);
  for (let count = 0; count < 13; count++) await ask(`${count}${email}`);
  expect((await ask(`last${email}`)).error).toMatch(/^Too many attempts/);
});

test("an address that is none comes back with its error", async () => {
  for (const wrong of ["", "ann", "ann@example.com, eve@evil.example", "a\r\nb@c.de", "a\0@b.de"]) {
    expect((await ask(wrong)).fieldErrors).toHaveProperty("email");
  }
});

test("an address that nobody had confirmed keeps no key of who made the account", async () => {
  await sql`update auth_users set email_verified = false where id = ${user.caller.userId}`;
  await expect(choose(await asked())).rejects.toThrow("NEXT_REDIRECT");
  expect(await authenticate(request("GET", "/", { key: user }))).toHaveProperty("status", 401);
  const [row] = await sql<{ emailVerified: boolean }>`
    select email_verified from auth_users where id = ${user.caller.userId}`;
  expect(row?.emailVerified).toBe(true);
});

test("who has another password is told by a mail", async () => {
  await expect(choose(await asked())).rejects.toThrow("NEXT_REDIRECT");
  expect((await mailsTo(email)).at(-1)).toContain("has another password now");
});

test("better-auth's own endpoints for it are closed", async () => {
  const token = await asked();
  const post = (path: string, body: object) => POST(request("POST", `/api/auth${path}`, { body }));
  expect((await post("/request-password-reset", { email })).status).toBe(404);
  expect((await post("/reset-password", { token, newPassword: NEW })).status).toBe(404);
  expect((await post("/send-verification-email", { email })).status).toBe(404);
  const opened = [`/reset-password/${token}?callbackURL=/`, `/verify-email?token=${token}`];
  for (const path of opened) {
    expect((await GET(request("GET", `/api/auth${path}`))).status).toBe(404);
  }
  expect(await personOfReset(token)).not.toBeNull();
});
