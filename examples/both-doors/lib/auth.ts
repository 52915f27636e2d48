import "server-only";

import { betterAuth } from "better-auth";
import { nextCookies } from "better-auth/next-js";
import { headers } from "next/headers";
import { after } from "next/server";
import { cache } from "react";
import { authDatabase } from "@/db/auth";
import {
  CONFIRM_SECONDS,
  mailConfirmation,
  mailReset,
  mailTaken,
  RESET_SECONDS,
} from "@/lib/account-mail";
import { authSecret, confirmsAddresses, publicOrigin } from "@/lib/environment";
import { consume } from "@/lib/limits";
import { logAuth } from "@/lib/log";
import { findSession, IDLE_MS, LONGEST_MS, type Session, signedCookie } from "@/lib/session";
import { afterEndpoint, beforeEndpoint, settleReset } from "@/lib/sign-in-rules";

function createAuth() {
  const origin = publicOrigin();
  return betterAuth({
    // Without BETTER_AUTH_URL nobody but this machine is trusted, whatever the Host header says.
    baseURL: origin ?? {
      allowedHosts: ["localhost:*", "127.0.0.1:*", "[::1]:*"],
      fallback: "http://localhost:3000",
    },
    secret: authSecret(),
    database: authDatabase(),
    // How long a password may be is said in lib/passwords.ts, in characters; this is what is hashed at most.
    emailAndPassword: {
      enabled: true,
      maxPasswordLength: 1000,
      requireEmailVerification: confirmsAddresses(),
      onExistingUserSignUp: ({ user }) => mailTaken(user.email),
      sendResetPassword: ({ user, token }) => mailReset(user.email, token),
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => settleReset(user),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      sendVerificationEmail: async ({ user, token }) => {
        await mailConfirmation(user.email, token);
      },
      expiresIn: CONFIRM_SECONDS,
    },
    // A copy of the database holds no token that still works.
    verification: { storeIdentifier: "hashed" },
    hooks: { before: beforeEndpoint, after: afterEndpoint },
    // The cookie outlives the row, which lib/session.ts extends while it is used.
    session: { expiresIn: LONGEST_MS / 1000, disableSessionRefresh: true },
    databaseHooks: { session: { create: { before: shorten } } },
    // These work without any further setting, and nobody calls them from outside: they only widen the door.
    disabledPaths: [
      "/account-info",
      "/list-accounts",
      "/request-password-reset",
      "/reset-password",
      "/send-verification-email",
      "/unlink-account",
      "/update-session",
      "/update-user",
      "/verify-email",
      "/verify-password",
    ],
    rateLimit: {
      customStorage: { consume },
      customRules: {
        // lib/sign-in-limits.ts counts the wrong passwords.
        "/sign-in/*": false,
        // Where each sends a mail, to whatever address, there are few.
        "/sign-up/*": confirmsAddresses() ? { window: 600, max: 20 } : { window: 60, max: 60 },
      },
    },
    // Without BETTER_AUTH_URL this is http on this machine, where not every client keeps secure cookies.
    advanced: {
      useSecureCookies: origin?.startsWith("https:") ?? false,
      // Mails: how long one takes would tell whether there is an account.
      backgroundTasks: { handler: (task) => after(task) },
    },
    telemetry: { enabled: false },
    // Else it answers a database that is away with an empty 500.
    onAPIError: { throw: true },
    logger: { log: logAuth },
    // Must stay last: it hands the cookies that the others set to Next.js.
    plugins: [nextCookies()],
  });
}

async function shorten(session: { expiresAt: Date }) {
  const latest = Date.now() + IDLE_MS;
  return { data: { ...session, expiresAt: new Date(Math.min(+session.expiresAt, latest)) } };
}

let instance: ReturnType<typeof createAuth> | undefined;

/** The better-auth server, made at its first use so that a build needs neither secret nor database. */
export function authServer(): ReturnType<typeof createAuth> {
  instance ??= createAuth();
  return instance;
}

/** What better-auth answers at one of its endpoints. It has a header of its own for how long to wait. */
export async function answerAuth(request: Request): Promise<Response> {
  const response = await authServer().handler(request);
  const wait = response.headers.get("x-retry-after");
  if (wait) response.headers.set("Retry-After", wait);
  return response;
}

export type { Session };

/** Who is signed in, or null. The one question every guard asks; it trusts nothing but the cookie's signature and the database. */
export const auth = cache(async (): Promise<Session | null> => sessionFrom(await headers()));

export async function sessionFrom(requestHeaders: Headers): Promise<Session | null> {
  const { authCookies, secret } = await authServer().$context;
  const read = (name: string) => signedCookie(requestHeaders.get("cookie"), name, secret);
  const token = read(authCookies.sessionToken.name);
  if (!token) return null;
  // Signed in with `rememberMe: false`: for a day, and no longer.
  const remembered = read(authCookies.dontRememberToken.name) === null;
  return findSession(token, remembered);
}
