import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { mailServer } from "../support/mail";

// With a mail server, an address is confirmed before anybody signs in. better-auth is told so when it is made:
// all modules are loaded anew for this file.

let server: Awaited<ReturnType<typeof mailServer>>;
let account: { name: string; email: string; password: string };

async function modules() {
  return {
    ...(await import("@/app/(pages)/sign-in/actions")),
    ...(await import("@/app/(pages)/confirm-email/actions")),
    ...(await import("@/app/api/auth/[...all]/route")),
    ...(await import("@/lib/auth")),
    ...(await import("@/lib/users")),
    ...(await import("../support/after")),
    ...(await import("../support/forms")),
    ...(await import("../support/requests")),
    ...(await import("../support/session")),
  };
}

let app: Awaited<ReturnType<typeof modules>>;

beforeAll(async () => {
  server = await mailServer();
  vi.stubEnv("SMTP_URL", server.url);
  vi.stubEnv("MAIL_FROM", "shop@example.com");
  vi.resetModules();
  app = await modules();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  vi.resetModules();
  await server.close();
});

beforeEach(() => {
  account = { name: "Ann", email: `${randomUUID()}@example.com`, password: randomUUID() };
  app.visiting();
  vi.spyOn(console, "warn").mockReturnValue();
});

function signUp(values: Record<string, string> = {}) {
  return app.signUp({}, app.formData({ ...account, ...values })).catch(redirection);
}

function signIn() {
  return app.signIn({}, app.formData(account)).catch(redirection);
}

function redirection(error: { digest?: string }) {
  return { path: error.digest?.split(";")[2] };
}

/** The texts of the mails to an address. */
async function mails(to = account.email): Promise<string[]> {
  await app.afterwards();
  return server.received
    .filter((mail) => mail.to.includes(to))
    .map(({ lines }) => lines.join("\n").replaceAll("=\n", "").replaceAll("=3D", "="));
}

test("who signs up confirms their address, and then signs in", async () => {
  expect(await signUp()).toEqual({ path: "/sign-in" });
  expect(app.givenCookies().cookie).not.toContain("session");
  expect(await signIn()).toMatchObject({ error: expect.stringContaining("Confirm your address") });
  const [first = "", again] = await mails();
  expect(again).toContain("Confirm your address");
  const [, token = ""] = /\?token=(\S+)/.exec(first) ?? [];
  const form = app.formData({ token });
  expect(await app.confirmEmail({}, form).catch(redirection)).toEqual({ path: "/sign-in" });
  expect(await signIn()).toEqual({ path: "/" });
});

test("an address that has an account gets the same answer, and its owner a mail", async () => {
  const first = await signUp({ next: "/todos" });
  const given = app.givenCookies().cookie;
  app.visiting();
  const second = await signUp({ next: "/todos", name: "Eve", password: randomUUID() });
  expect(second).toEqual(first);
  expect(app.givenCookies().cookie.replace(/=[^;]*/g, "")).toBe(given.replace(/=[^;]*/g, ""));
  const [, taken] = await mails();
  expect(taken).toContain("You have an account");
  // What a stranger typed is sent to nobody.
  expect(String(await mails())).not.toMatch(/Eve|Ann/);
  expect((await app.findUser(account.email))?.name).toBe("Ann");
});

test("better-auth's own endpoint tells nobody either", async () => {
  const post = async () => {
    const sent = app.request("POST", "/api/auth/sign-up/email", { body: account });
    const response = await app.POST(sent);
    const { user, ...rest } = await response.json();
    const { id, createdAt, updatedAt, ...known } = user;
    const form = [id.length, typeof createdAt, createdAt === updatedAt];
    const headers = [...response.headers].map(([name]) => name);
    return { status: response.status, headers, keys: Object.keys(user), form, known, rest };
  };
  expect(await post()).toEqual(await post());
});

test("nobody has many mails sent to others", async () => {
  const { rateLimit } = await app.authServer().$context;
  expect(rateLimit.customRules?.["/sign-up/*"]).toEqual({ window: 600, max: 20 });
  for (let count = 0; count < 8; count++) await signUp();
  // One to confirm the address, and five that say that it has an account.
  expect(await mails()).toHaveLength(6);
});
