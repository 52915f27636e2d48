"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { authServer } from "@/lib/auth";
import { submitCredentials } from "@/lib/credentials";
import { type FormState, formValues } from "@/lib/form";

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
  const { name = "", email = "", password = "" } = formValues(formData, controls);
  const refusal = await submitCredentials("/sign-up/email", { name, email, password });
  if (refusal) return { error: refusal, values: { name, email } };
  redirect("/");
}

export async function signOut(): Promise<void> {
  await authServer().api.signOut({ headers: await headers() });
  redirect("/sign-in");
}
