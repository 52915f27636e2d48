import "server-only";

import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { FLASH, type Flash } from "@/lib/flash";

// How Server Actions answer. With JavaScript a form gets its state back and the page stays. Without it the
// browser posts the form and shows the page that comes back: whoever reloads that page posts again.

/**
 * Without JavaScript, answer here: with a redirect to where the form came from, or else to `path`, which
 * says what was done. After it a reload only reads. With JavaScript, go on: the form waits for its state.
 */
export async function postRedirectGet(said: Flash, path: string): Promise<void> {
  if (await isScripted()) return;
  await flash(said, { httpOnly: true });
  redirect(((await pageOfForm()) ?? path) as Route);
}

/** Go to another page, which says what was done: for what is no longer there. */
export async function leave(message: string, path: string, undo?: string): Promise<never> {
  // Without a page load there is only a script to read it (components/notice.tsx).
  await flash({ message, undo }, { httpOnly: !(await isScripted()) });
  redirect(path as Route);
}

/** Whether a form stands on a page of its own, which is left once it is done. */
export function isLeaving(formData: FormData): boolean {
  return formData.get("_then") === "leave";
}

/** Whether a page is rendered as the answer to a form, for somebody who has just typed something. */
export async function answersForm(): Promise<boolean> {
  return (await isScripted()) || (await isPosted());
}

/** Whether a script sent the form, and waits for its state. */
export async function isScripted(): Promise<boolean> {
  return (await headers()).has("next-action");
}

/**
 * Whether the browser itself posted the form that this page answers.
 *
 * Where an action redirects a script, Next.js asks for the next page with the headers of the form.
 */
export async function isPosted(): Promise<boolean> {
  const sent = await headers();
  const isForm = sent.get("content-type")?.startsWith("multipart/form-data") ?? false;
  return isForm && !(sent.get("accept")?.includes("text/x-component") ?? false);
}

// A cookie of more than 4 kB is dropped, and a letter can take nine bytes.
const MAX_MESSAGE = 350;

async function flash({ message, key, undo }: Flash, options: { httpOnly: boolean }): Promise<void> {
  const said = message?.slice(0, MAX_MESSAGE).toWellFormed();
  (await cookies()).set(FLASH, JSON.stringify({ message: said, key, undo }), {
    ...options,
    maxAge: 60,
    path: "/",
    sameSite: "lax",
    secure: process.env.BETTER_AUTH_URL?.startsWith("https:") ?? false,
  });
}

/** The page of this app that the form stands on, with its place in a list; null if the browser hides it. */
async function pageOfForm(): Promise<string | null> {
  const sent = await headers();
  const referer = sent.get("referer") ?? "";
  if (!URL.canParse(referer)) return null;
  const { host, pathname, search } = new URL(referer);
  // Two slashes would be an address elsewhere.
  return host === sent.get("host") && !pathname.startsWith("//") ? pathname + search : null;
}
