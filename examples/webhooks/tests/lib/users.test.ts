import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { signIn, signUp } from "@/app/(pages)/sign-in/actions";
import { sessionFrom } from "@/lib/auth";
import { authenticate } from "@/lib/guard";
import { ensureUser, findUser, hasPassword, resetPassword } from "@/lib/users";
import { formData } from "../support/forms";
import { request } from "../support/requests";
import { visiting } from "../support/session";
import { createUser } from "../support/users";

beforeEach(() => {
  visiting();
  vi.spyOn(console, "warn").mockReturnValue();
});

test("who was made for an API key gets in once they have a password", async () => {
  const email = `${randomUUID()}@example.com`;
  const id = await ensureUser(email);
  const password = randomUUID();
  expect(await hasPassword(id)).toBe(false);
  expect(await signIn({}, formData({ email, password }))).toHaveProperty("error");
  // Whoever knows the address does not get the account by signing up.
  const state = await signUp({}, formData({ name: "Eve", email, password }));
  expect(state.error).toContain("an account with this address already");

  await resetPassword(id, password);
  expect(await hasPassword(id)).toBe(true);
  await expect(signIn({}, formData({ email, password }))).rejects.toThrow("NEXT_REDIRECT");
});

test("a new password ends every session and replaces the old one; API keys stay", async () => {
  const user = await createUser();
  const id = user.caller.userId;
  await resetPassword(id, "the first password");
  await resetPassword(id, "the second password");
  expect(await sessionFrom(new Headers({ cookie: user.cookie }))).toBeNull();
  expect(await authenticate(request("GET", "/", { key: user }))).toEqual(user.caller);
  const { email } = (await findUserById(id)) ?? { email: "" };
  const attempt = (password: string) => signIn({}, formData({ email, password }));
  expect(await attempt("the first password")).toHaveProperty("error");
  await expect(attempt("the second password")).rejects.toThrow("NEXT_REDIRECT");
});

async function findUserById(id: string) {
  const { sql } = await import("@/db/sql");
  const [user] = await sql<{ email: string }>`select email from auth_users where id = ${id}`;
  return user && findUser(user.email.toUpperCase());
}
