import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { signIn, signOut, signUp } from "@/app/(pages)/sign-in/actions";
import { POST } from "@/app/api/auth/[...all]/route";
import { sessionFrom } from "@/lib/auth";
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

test("an account withstands guessing, from however many addresses", async () => {
  await signedUp();
  const guess = (count: number) =>
    post(
      "/sign-in/email",
      { email: account.email, password: `guess number ${count}` },
      { "x-forwarded-for": `192.0.2.${count}` },
    );
  const answers = await Promise.all(Array.from({ length: 22 }, (_, count) => guess(count)));
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([...Array(20).fill(401), 429, 429]);
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
