import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { mailServer, type Received } from "../support/mail";
import { request } from "../support/requests";

// With a mail server, an address is confirmed before anybody signs in: see tests/actions/confirmation.test.ts.

let server: { received: Received[]; close: () => Promise<void> };
let app: Awaited<ReturnType<typeof modules>>;

async function modules() {
  const { POST: signIn } = await import("@/app/api/session/route");
  const { POST: signUp } = await import("@/app/api/session/sign-up/route");
  const { sql } = await import("@/db/sql");
  return { signIn, signUp, sql, ...(await import("../support/after")) };
}

beforeAll(async () => {
  const started = await mailServer();
  server = started;
  vi.stubEnv("SMTP_URL", started.url);
  vi.stubEnv("MAIL_FROM", "shop@example.com");
  vi.resetModules();
  app = await modules();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  vi.resetModules();
  await server.close();
});

test("a frontend is told the same of an address that has an account, and gets tokens once it is confirmed", async () => {
  const password = randomUUID();
  const email = `${randomUUID()}@example.com`;
  const headers = { "x-forwarded-for": "192.0.2.140" };
  const call = (path: string, body: object) => request("POST", path, { body, headers });
  const signUp = () => app.signUp(call("/api/session/sign-up", { name: "Ann", email, password }));
  const signIn = (typed: string) => app.signIn(call("/api/session", { email, password: typed }));
  for (const answer of [await signUp(), await signUp()]) {
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ email });
  }
  expect((await signIn(password)).status).toBe(403);
  expect((await signIn("not the password")).status).toBe(401);
  await app.afterwards();
  expect(server.received.map(({ to }) => to)).toEqual([[email], [email], [email]]);

  await app.sql`update auth_users set email_verified = true where email = ${email}`;
  expect((await signIn(password)).status).toBe(201);
});
