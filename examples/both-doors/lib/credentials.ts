import "server-only";

import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { isScripted } from "@/lib/answer";
import { answerAuth } from "@/lib/auth";
import { type Controls, type FormState, failed, typedInto } from "@/lib/form";
import { leadingBack, PATH_HEADER } from "@/lib/return-path";

/** Where a page, or a form without an answer, sends nobody: /sign-in, and from there back to itself. */
export async function signInPage(): Promise<Route> {
  return leadingBack("/sign-in", (await headers()).get(PATH_HEADER));
}

/** What a link that a guard turned away leads to: for a person, /sign-in and from there to `path`; else the refusal. */
export function signInOr(refusal: Response, request: Request, path: string): Response {
  const isPerson = request.headers.get("accept")?.includes("text/html") ?? false;
  if (refusal.status !== 401 || !isPerson || request.headers.has("authorization")) return refusal;
  return new Response(null, {
    status: 303,
    headers: { Location: leadingBack("/sign-in", path) },
  });
}

/** What a Server Action answers to nobody: an error and the way in, beside what was typed. */
export async function signInFirst(formData: FormData, controls: Controls): Promise<FormState> {
  return { ...(await signInToGoOn()), ...typedInto(formData, controls) };
}

/** Like `signInFirst`, for a button that has nothing typed beside it: without JavaScript, go straight there. */
export async function signInToPress(): Promise<FormState> {
  if (!(await isScripted())) redirect(await signInPage());
  return signInToGoOn();
}

async function signInToGoOn(): Promise<FormState> {
  return { error: "Sign in to do this.", signIn: await signInPage() };
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
 * Post to better-auth's own endpoint on behalf of a form, so that its limits and origin check hold
 * here too (`auth.api.*` skips both), and hand its cookies to the browser.
 *
 * Returns why it was refused, or null.
 */
export async function submitCredentials(
  path: "/sign-in/email" | "/sign-up/email" | "/change-password",
  body: Record<string, string>,
): Promise<string | null> {
  const incoming = await headers();
  const forwarded = new Headers({ "content-type": "application/json" });
  for (const name of PASSED_ON) {
    const value = incoming.get(name);
    if (value) forwarded.set(name, value);
  }
  const url = new URL(`/api/auth${path}`, `http://${incoming.get("host")}`);
  const request = new Request(url, {
    method: "POST",
    headers: forwarded,
    body: JSON.stringify(body),
  });
  const response = await answerAuth(request).catch((error) => failed(error));
  if (!(response instanceof Response)) return response.error ?? FAILED;
  if (!response.ok) return reason(response);
  const jar = await cookies();
  for (const [name, cookie] of parseSetCookieHeader(response.headers.get("set-cookie") ?? "")) {
    jar.set(name, cookie.value, toCookieOptions(cookie));
  }
  return null;
}

async function reason(response: Response): Promise<string> {
  if (response.status === 429) {
    return tooOften(Number(response.headers.get("retry-after")));
  }
  const body: unknown = await response.json().catch(() => null);
  const known = typeof body === "object" && body !== null && "message" in body;
  if (response.status >= 500 || !known) return FAILED;
  return ("code" in body && REASONS[String(body.code)]) || String(body.message);
}

/** What a form says to whoever has to wait, for as many seconds. */
export function tooOften(seconds: number): string {
  const minutes = Math.ceil(seconds / 60) || 1;
  const time = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return `Too many attempts. Please wait ${time} and try again.`;
}

const FAILED = "Something went wrong. Please try again.";
// What better-auth says in words that are not for people.
const REASONS: Record<string, string> = {
  EMAIL_NOT_VERIFIED: "Confirm your address first: a mail with a link is on its way.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL:
    "There is an account with this address already. Sign in with it, or ask for a new password there.",
};
