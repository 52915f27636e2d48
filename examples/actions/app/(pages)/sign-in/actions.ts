"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { authServer } from "@/lib/auth";
import { submitCredentials } from "@/lib/credentials";
import { type FormState, formValues, parseForm } from "@/lib/form";
import { newAccount } from "@/lib/sign-in-rules";

// Anybody may call these: they are how a stranger becomes somebody. better-auth checks origin,
// rate and password.

export async function signIn(_previous: FormState, formData: FormData): Promise<FormState> {
  const { email = "", password = "" } = formValues(formData, { email: "text", password: "text" });
  const refusal = await submitCredentials("/sign-in/email", { email, password });
  if (refusal) return { error: refusal, values: { email } };
  redirect("/");
}

export async function signUp(_previous: FormState, formData: FormData): Promise<FormState> {
  const controls = { name: "text", email: "text", password: "text" } as const;
  const { password = "", ...values } = formValues(formData, controls);
  const parsed = parseForm(newAccount, { ...values, password }, controls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  const refusal = await submitCredentials("/sign-up/email", parsed.data);
  if (refusal) return { error: refusal, values };
  redirect("/");
}

export async function signOut(): Promise<void> {
  await authServer().api.signOut({ headers: await headers() });
  redirect("/sign-in");
}
