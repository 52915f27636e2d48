import "server-only";

import { betterAuth } from "better-auth";
import { nextCookies } from "better-auth/next-js";
import { headers } from "next/headers";
import { cache } from "react";
import { authDatabase } from "@/db/auth";
import { authSecret, publicOrigin } from "@/lib/environment";
<<<<<<< HEAD
import { consume } from "@/lib/limits";
import { logAuth } from "@/lib/log";
import { findSession, IDLE_MS, LONGEST_MS, type SessionUser, signedCookie } from "@/lib/session";
import { afterEndpoint, beforeEndpoint } from "@/lib/sign-in-rules";
=======
import { checkCredentials } from "@/lib/sign-in-rules";
>>>>>>> matrix

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
    emailAndPassword: { enabled: true },
    hooks: { before: checkCredentials },
    // These work without any further setting, and nothing here uses them: they only widen the door.
    disabledPaths: [
      "/account-info",
      "/list-accounts",
      "/unlink-account",
      "/update-session",
      "/update-user",
      "/verify-password",
    ],
    rateLimit: {
      storage: "database",
      customRules: {
        "/sign-in/*": { window: 60, max: 20 },
        "/sign-up/*": { window: 60, max: 60 },
      },
    },
    // Without BETTER_AUTH_URL this is http on this machine, where not every client keeps secure cookies.
    advanced: { useSecureCookies: origin?.startsWith("https:") ?? false },
    telemetry: { enabled: false },
    // Else it answers a database that is away with an empty 500.
    onAPIError: { throw: true },
    logger: { log: logAuth },
    // Must stay last: it hands the cookies that the others set to Next.js.
    plugins: [nextCookies()],
  });
}

let instance: ReturnType<typeof createAuth> | undefined;

/** The better-auth server, made at its first use so that a build needs neither secret nor database. */
export function authServer(): ReturnType<typeof createAuth> {
  instance ??= createAuth();
  return instance;
}

export type Session = { user: { id: string; name: string; email: string } };

/** Who is signed in, or null. The one question every guard asks; it trusts nothing but the cookie's signature and the database. */
export const auth = cache(async (): Promise<Session | null> => sessionFrom(await headers()));

export async function sessionFrom(requestHeaders: Headers): Promise<Session | null> {
  const session = await authServer().api.getSession({ headers: requestHeaders });
  if (!session) return null;
  const { id, name, email } = session.user;
  return { user: { id, name, email } };
}
