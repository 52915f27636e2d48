"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { leave } from "@/lib/answer";
import { authServer } from "@/lib/auth";
import { submitCredentials } from "@/lib/credentials";
import { confirmsAddresses } from "@/lib/environment";
import { type FormState, formValues, parseForm } from "@/lib/form";
import { passwordProblem } from "@/lib/passwords";
import { leadingBack, safePath } from "@/lib/return-path";
import { newAccount } from "@/lib/sign-in-rules";

// Anybody may call these: they are how a stranger becomes somebody. better-auth checks origin,
// rate and password.

export async function signIn(_previous: FormState, formData: FormData): Promise<FormState> {
  const controls = { email: "text", password: "text", next: "text" } as const;
  const { email = "", password = "", next } = formValues(formData, controls);
  const refusal = await submitCredentials("/sign-in/email", { email: email.trim(), password });
  if (refusal) return { error: refusal, values: { email } };
  redirect(safePath(next));
}

export async function signUp(_previous: FormState, formData: FormData): Promise<FormState> {
  const controls = { name: "text", email: "text", password: "text" } as const;
  const { password = "", ...values } = formValues(formData, controls);
  const { next } = formValues(formData, { next: "text" });
  const email = values.email?.trim() ?? "";
  const parsed = parseForm(newAccount, { ...values, email, password }, controls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  const problem = await passwordProblem(password, parsed.data);
  if (problem) return { error: CHECK, fieldErrors: { password: [problem] }, values };

  const refusal = await submitCredentials("/sign-up/email", parsed.data);
  if (refusal) return { error: refusal, values };
  // The same for an address that has an account: whose it is gets a mail that says so.
  if (confirmsAddresses()) return leave(CONFIRM, leadingBack("/sign-in", next));
  redirect(safePath(next));
}

const CHECK = "Please check the marked fields.";
const CONFIRM = "We have sent you a mail. Confirm your address with its link, then sign in.";

export async function signOut(): Promise<void> {
  await authServer().api.signOut({ headers: await headers() });
  redirect("/sign-in");
}
