import "server-only";

import { parseCookies } from "better-auth/cookies";
import { verifyPassword } from "better-auth/crypto";
import { headers } from "next/headers";
import { sql } from "@/db/sql";
import { authServer } from "@/lib/auth";
import { tooOften } from "@/lib/credentials";
import type { SessionUser } from "@/lib/session";
import { forgetSignIn, limitSignIn } from "@/lib/sign-in-limits";

/**
 * What is wrong with the password that somebody who is signed in has typed once more, or null: for what a
 * session alone is not enough for, since it may be a browser left open. Guesses count as at /sign-in.
 */
export async function ownPasswordProblem(
  { id, email }: SessionUser,
  password: string,
): Promise<string | null> {
  const sent = await headers();
  const { createAuthCookie, secret } = await authServer().$context;
  const cookies = parseCookies(sent.get("cookie") ?? "");
  const device = cookies.get(createAuthCookie("device").name) ?? null;
  const signIn = { email, headers: sent, device };
  const wait = await limitSignIn(signIn, secret);
  if (wait) return tooOften(wait);
  const [account] = await sql<{ password: string }>`
    select password from auth_accounts
    where user_id = ${id} and provider_id = 'credential' and password is not null`;
  if (!account)
    return "There is no password yet. Sign out, and ask for one on the page to sign in.";
  // No longer than what is hashed (lib/auth.ts).
  const isRight =
    password.length <= 1000 && (await verifyPassword({ hash: account.password, password }));
  if (!isRight) return "This is not your password.";
  await forgetSignIn(signIn, secret);
  return null;
}
