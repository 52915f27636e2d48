import "server-only";

import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { parseCookies } from "better-auth/cookies";
import { after } from "next/server";
import { z } from "zod";
import { sql, transaction } from "@/db/sql";
import { mailPasswordChanged } from "@/lib/account-mail";
import { webAddress } from "@/lib/field-types";
import { parse } from "@/lib/parse";
import { type Person, passwordProblem } from "@/lib/passwords";
import { forgetSessions, LONGEST_MS } from "@/lib/session";
import {
  forgetSignIn,
  isDeviceOf,
  limitSignIn,
  newDevice,
  type SignIn,
} from "@/lib/sign-in-limits";
import { forgetResets } from "@/lib/users";

// As better-auth takes it, and mail servers: at most 64 characters before the @ (RFC 5321).
const EMAIL = new RegExp(`^(?=[^@]{1,64}@)${z.regexes.email.source.slice(1)}`);

/** What a new account must look like; better-auth itself takes a name of any length. */
export const newAccount = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email({ pattern: EMAIL }).max(254),
  password: z.string(),
});

// better-auth's own landing page for its mails: the links of ours lead to /reset-password.
const CLOSED = "/reset-password/:token";

/** Runs before each of better-auth's endpoints, whether a form or a program calls it. */
export const beforeEndpoint = createAuthMiddleware(async (ctx) => {
  const { path, body } = ctx;
  if (path === CLOSED) throw new APIError("NOT_FOUND");
  if (path === "/sign-up/email") await checkNewAccount(body);
  if (path === "/sign-in/email") {
    const signIn = signInOf(ctx);
    const wait = signIn && (await limitSignIn(signIn, ctx.context.secret));
    if (wait) throw tooMany(wait);
  }
  if (path === "/change-password") {
    const session = await getSessionFromCtx(ctx);
    if (session) {
      await checkPassword(body?.newPassword, session.user);
      const wait = await limitSignIn(signInBy(session.user, ctx), ctx.context.secret);
      if (wait) throw tooMany(wait);
    }
    // Whoever changes it may have to: nobody else who has got in stays.
    return { context: { body: { ...body, revokeOtherSessions: true } } };
  }
});

/** Runs after each of them. */
export const afterEndpoint = createAuthMiddleware(async (ctx) => {
  const user = ctx.context.newSession?.user;
  const { secret } = ctx.context;
  if (user && ctx.path === "/change-password") {
    await forgetSignIn(signInBy(user, ctx), secret);
    await forgetResets(user.id);
    after(() => mailPasswordChanged(user.email));
  }
  if (!user || (ctx.path !== "/sign-in/email" && ctx.path !== "/sign-up/email")) return;
  await forgetSessions();
  const signIn = ctx.path === "/sign-in/email" ? signInOf(ctx) : null;
  if (signIn) await forgetSignIn(signIn, secret);
  const device = deviceOf(ctx);
  if (device !== null && isDeviceOf(device, user.email, secret)) return;
  const { name, attributes } = deviceCookie(ctx);
  ctx.setCookie(name, newDevice(user.email, secret), attributes);
});

/** Runs when somebody has chosen a new password by the link of a mail, which shows that the address is theirs. */
export async function settleReset(user: {
  id: string;
  email: string;
  emailVerified: boolean;
}): Promise<void> {
  await transaction(async () => {
    await forgetResets(user.id);
    if (user.emailVerified) return;
    // Nobody had shown that before: whoever made the account may be somebody else, and keeps no way in.
    await sql`delete from api_keys where owner_id = ${user.id}`;
    await sql`update auth_users set email_verified = true where id = ${user.id}`;
  });
  after(() => mailPasswordChanged(user.email));
}

type Call = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

function signInOf(ctx: Call): SignIn | null {
  const { data } = z.object({ email: z.email() }).safeParse(ctx.body);
  return data ? signInBy(data, ctx) : null;
}

function signInBy({ email }: { email: string }, ctx: Call): SignIn {
  return { email, headers: ctx.headers ?? new Headers(), device: deviceOf(ctx) };
}

function deviceOf(ctx: Call): string | null {
  const cookies = parseCookies(ctx.headers?.get("cookie") ?? "");
  return cookies.get(deviceCookie(ctx).name) ?? null;
}

function deviceCookie(ctx: Call) {
  return ctx.context.createAuthCookie("device", { maxAge: LONGEST_MS / 1000 });
}

async function checkNewAccount(body: unknown): Promise<void> {
  const parsed = parse(newAccount.extend({ image: webAddress().optional() }), body);
  if (parsed.ok) return checkPassword(parsed.data.password, parsed.data);
  const [field, messages] = Object.entries(parsed.fieldErrors)[0] ?? [];
  const message = field ? `${field}: ${messages?.join(" ")}` : parsed.error;
  throw new APIError("BAD_REQUEST", { message });
}

async function checkPassword(password: unknown, person: Person): Promise<void> {
  const problem = typeof password === "string" && (await passwordProblem(password, person));
  if (problem) throw new APIError("BAD_REQUEST", { message: `password: ${problem}` });
}

function tooMany(seconds: number): APIError {
  const message = `Too many wrong passwords. Try again in ${seconds} seconds.`;
  return new APIError("TOO_MANY_REQUESTS", { message }, { "Retry-After": String(seconds) });
}
