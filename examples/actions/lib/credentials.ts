import "server-only";

import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { authServer } from "@/lib/auth";
import type { FormState } from "@/lib/form";

/**
 * What a Server Action answers to nobody: an error, beside what was typed.
 *
 * Without JavaScript its page would follow, and send the form on to /sign-in, which cannot take it.
 */
export async function signInFirst(): Promise<FormState> {
  if (!(await headers()).has("next-action")) redirect("/sign-in");
  return { error: "Sign in to do this." };
}

// What its checks look at.
const PASSED_ON = [
  "cookie",
  "host",
  "origin",
  "sec-fetch-dest",
  "sec-fetch-mode",
  "sec-fetch-site",
  "user-agent",
  "x-forwarded-for",
  "x-forwarded-proto",
];

/**
 * Post to better-auth's own endpoint on behalf of a form, so that its rate limit and origin check hold
 * here too (`auth.api.*` skips both), and hand its cookies to the browser.
 *
 * Returns why it was refused, or null.
 */
export async function submitCredentials(
  path: "/sign-in/email" | "/sign-up/email",
  body: Record<string, string>,
): Promise<string | null> {
  const incoming = await headers();
  const forwarded = new Headers({ "content-type": "application/json" });
  for (const name of PASSED_ON) {
    const value = incoming.get(name);
    if (value) forwarded.set(name, value);
  }
  const url = new URL(`/api/auth${path}`, `http://${incoming.get("host")}`);
  const response = await authServer().handler(
    new Request(url, { method: "POST", headers: forwarded, body: JSON.stringify(body) }),
  );
  if (!response.ok) return reason(response);
  const jar = await cookies();
  for (const [name, cookie] of parseSetCookieHeader(response.headers.get("set-cookie") ?? "")) {
    jar.set(name, cookie.value, toCookieOptions(cookie));
  }
  return null;
}

async function reason(response: Response): Promise<string> {
  if (response.status === 429) return "Too many attempts. Please wait a minute and try again.";
  const body: unknown = await response.json().catch(() => null);
  const known = typeof body === "object" && body !== null && "message" in body;
  return response.status < 500 && known
    ? String(body.message)
    : "Something went wrong. Please try again.";
}
