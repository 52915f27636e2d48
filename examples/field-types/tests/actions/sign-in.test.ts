import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { signIn, signOut, signUp } from "@/app/(pages)/sign-in/actions";
import { POST } from "@/app/api/auth/[...all]/route";
import { authServer, sessionFrom } from "@/lib/auth";
import { limitSignIn } from "@/lib/sign-in-limits";
import { formData } from "../support/forms";
import { request } from "../support/requests";
import { givenCookies, signedInAs, visiting } from "../support/session";

let account: { name: string; email: string; password: string };

beforeEach(() => {
  account = { name: "Ann", email: `${randomUUID()}@example.com`, password: randomUUID() };
  visiting();
  // better-auth reports each wrong password there.
  vi.spyOn(console, "warn").mockReturnValue();
});

async function signedUp(): Promise<void> {
  await expect(signUp({}, formData(account))).rejects.toThrow("NEXT_REDIRECT");
}

async function whoIsSignedIn() {
  return (await sessionFrom(new Headers(givenCookies())))?.user ?? null;
}

function post(path: string, body: unknown, headers?: Record<string, string>) {
  return POST(request("POST", `/api/auth${path}`, { body, headers }));
}

test("who signs up is signed in, until they sign out", async () => {
  await signedUp();
  const { name, email } = account;
  expect(await whoIsSignedIn()).toMatchObject({ name, email });

  signedInAs(givenCookies());
  await expect(signOut()).rejects.toThrow("NEXT_REDIRECT");
  expect(await whoIsSignedIn()).toBeNull();
});

test("the right password signs in, whatever the case of the address", async () => {
  await signedUp();
  visiting();
  const email = account.email.toUpperCase();
  await expect(signIn({}, formData({ ...account, email }))).rejects.toThrow("NEXT_REDIRECT");
  expect(await whoIsSignedIn()).toHaveProperty("email", account.email);
});

test("a wrong password and an unknown address get the same answer, without the password", async () => {
  await signedUp();
  visiting();
  const wrong = await signIn({}, formData({ ...account, password: "not the password" }));
  const email = `${randomUUID()}@example.com`;
  const unknown = await signIn({}, formData({ ...account, email }));
  expect(wrong).toEqual({ error: unknown.error, values: { email: account.email } });
  expect(await whoIsSignedIn()).toBeNull();
});

test("bad input comes back with its errors, without the password", async () => {
  const wrong = { name: "x".repeat(101), email: "ann", password: "short" };
  for (const [field, value] of Object.entries(wrong)) {
    for (const bad of ["", value, `${value}\0`]) {
      const state = await signUp({}, formData({ ...account, [field]: bad }));
      expect(state.fieldErrors).toHaveProperty(field);
      expect(state.values).not.toHaveProperty("password");
    }
  }
  expect(await whoIsSignedIn()).toBeNull();
});

test("an address signs up once", async () => {
  await signedUp();
  const again = { ...account, email: account.email.toUpperCase() };
  expect(await signUp({}, formData(again))).toHaveProperty("error");
});

test("better-auth's own endpoint asks the same of a new account", async () => {
  const wrong = { name: "x".repeat(101), email: "ann", password: "x", image: "javascript:" };
  for (const [field, bad] of Object.entries(wrong)) {
    expect((await post("/sign-up/email", { ...account, [field]: bad })).status).toBe(400);
  }
  const extra = { emailVerified: true, id: "chosen", createdAt: "2000-01-01" };
  const response = await post("/sign-up/email", { ...account, ...extra });
  expect(response.status).toBe(200);
  const { user } = await response.json();
  expect(user.emailVerified).toBe(false);
  expect(user.id).not.toBe("chosen");
});

/** Try to sign in over better-auth's endpoint, from an address, and with what a browser has kept. */
function attempt(email: string, password: string, address: string, cookie = "") {
  const headers = { "x-forwarded-for": address, cookie, origin: "http://localhost:3000" };
  return post("/sign-in/email", { email, password }, headers);
}

/** Guess at once, without the time that hashing takes; returns how many guesses were refused. */
async function guess(
  count: number,
  from: (at: number) => string,
  at: (at: number) => string = () => account.email,
) {
  const { secret } = await authServer().$context;
  const sent = Array.from({ length: count }, (_, each) => {
    const headers = new Headers({ "x-forwarded-for": from(each) });
    return limitSignIn({ email: at(each), headers, device: null }, secret);
  });
  return (await Promise.all(sent)).filter((wait) => wait !== null).length;
}

test("who guesses is slowed and told for how long; the owner gets in from elsewhere", async () => {
  await signedUp();
  expect(await guess(15, () => "192.0.2.1")).toBe(5);
  const refused = await attempt(account.email, account.password, "192.0.2.1");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await refused.json()).message).toContain("Try again in");
  for (const email of [account.email.toUpperCase(), account.email.replace("e", "E")]) {
    expect((await attempt(email, account.password, "192.0.2.1")).status).toBe(429);
  }
  expect((await attempt(account.email, account.password, "192.0.2.2")).status).toBe(200);
});

// Refused before it is hashed, and a wrong password all the same.
const LONG = "x".repeat(1001);

test("the owner's own browser gets in even from the guesser's address", async () => {
  await signedUp();
  const { cookie } = givenCookies();
  await guess(12, () => "192.0.2.3");
  expect((await attempt(account.email, account.password, "192.0.2.3")).status).toBe(429);
  expect((await attempt(account.email, account.password, "192.0.2.3", cookie)).status).toBe(200);
  // It is no key to other accounts, and no free guesses at this one.
  const other = { ...account, email: `${randomUUID()}@example.com` };
  expect((await attempt(other.email, "x", "192.0.2.3", cookie)).status).toBe(401);
  for (let count = 0; count < 10; count++) await attempt(account.email, LONG, "192.0.2.3", cookie);
  expect((await attempt(account.email, "x", "192.0.2.3", cookie)).status).toBe(429);
});

test("an IPv6 guesser has one network, not all of its addresses", async () => {
  await signedUp();
  expect(await guess(14, (at) => `2001:db8:0:1::${at}`)).toBe(4);
  expect((await attempt(account.email, account.password, "2001:db8:0:2::1")).status).toBe(200);
});

test("one address does not try the same password at every account", async () => {
  const from = () => "192.0.2.4";
  expect(await guess(40, from, (at) => `${at}-${account.email}`)).toBe(10);
});

test("many addresses at one account get a few guesses each, and the owner still gets in", async () => {
  await signedUp();
  await guess(110, (at) => `198.51.100.${at}`);
  expect(await guess(10, () => "203.0.113.1")).toBe(7);
  expect((await attempt(account.email, account.password, "203.0.113.2")).status).toBe(200);
});

test("only wrong passwords count", async () => {
  await signedUp();
  await guess(9, () => "192.0.2.5");
  for (let count = 0; count < 3; count++) {
    expect((await attempt(account.email, account.password, "192.0.2.5")).status).toBe(200);
  }
});

test("the form says how long to wait, and keeps the address", async () => {
  visiting({ "x-forwarded-for": "192.0.2.6" });
  await guess(10, () => "192.0.2.6");
  const state = await signIn({}, formData(account));
  expect(state.error).toMatch(/^Too many attempts. Please wait \d minutes and try again.$/);
  expect(state.values).toEqual({ email: account.email });
});

test("a password that everybody tries is refused by the form and by better-auth's endpoints", async () => {
  for (const password of ["password", "12345678", account.email, "x".repeat(129), "seven77"]) {
    const state = await signUp({}, formData({ ...account, password }));
    expect(state.fieldErrors).toHaveProperty("password");
    expect((await post("/sign-up/email", { ...account, password })).status).toBe(400);
  }
  await signedUp();
  const headers = { ...givenCookies(), origin: "http://localhost:3000" };
  const change = (newPassword: string) =>
    post("/change-password", { currentPassword: account.password, newPassword }, headers);
  expect((await change("password")).status).toBe(400);
  expect((await change(account.email)).status).toBe(400);
  expect((await change(randomUUID())).status).toBe(200);
});

test("a new password ends all other sessions", async () => {
  await signedUp();
  const first = { ...givenCookies(), origin: "http://localhost:3000" };
  visiting();
  await expect(signIn({}, formData(account))).rejects.toThrow("NEXT_REDIRECT");
  const second = { ...givenCookies(), origin: "http://localhost:3000" };
  const change = { currentPassword: account.password, newPassword: randomUUID() };
  expect((await post("/change-password", change, second)).status).toBe(200);
  expect(await sessionFrom(new Headers(first))).toBeNull();
});

test("a password is the same however its accents are typed", async () => {
  account.password = "caf\u00e9 au lait";
  await signedUp();
  visiting();
  const typed = { ...account, password: "cafe\u0301 au lait" };
  await expect(signIn({}, formData(typed))).rejects.toThrow("NEXT_REDIRECT");
});

test("people come back to the page they wanted, and never to another site", async () => {
  for (const [next, path] of [
    ["/api-keys?a=1", "/api-keys?a=1"],
    ["", "/"],
    ["//evil.example", "/"],
    ["https://evil.example", "/"],
  ]) {
    account.email = `${randomUUID()}@example.com`;
    visiting();
    const form = formData({ ...account, next: next ?? "" });
    for (const enter of [signUp, signIn]) {
      const digest = await enter({}, form).catch((error: { digest?: string }) => error.digest);
      expect(String(digest).split(";")[2]).toBe(path);
    }
  }
});

test("a body that is too large is refused", async () => {
  const name = "x".repeat(10_000);
  expect((await post("/sign-up/email", { ...account, name })).status).toBe(413);
});

test("what nothing here uses is closed", async () => {
  await signedUp();
  const headers = { ...givenCookies(), origin: "http://localhost:3000" };
  const changed = await post("/update-user", { name: "Eve", image: "javascript:" }, headers);
  expect(changed.status).toBe(404);
  expect(await whoIsSignedIn()).toHaveProperty("name", "Ann");
});
