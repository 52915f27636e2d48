"use server";

import { isAPIError } from "better-auth/api";
import { leave } from "@/lib/answer";
import { auth, authServer } from "@/lib/auth";
import { type FormState, failed, formValues } from "@/lib/form";

const OVER = "This link works no more. Sign in, and you get a new one.";

// Anybody may call it: the token of the mail is the guard.
export async function confirmEmail(_previous: FormState, formData: FormData): Promise<FormState> {
  const { token = "" } = formValues(formData, { token: "text" });
  let isSignedIn: boolean;
  try {
    await authServer().api.verifyEmail({ query: { token } });
    isSignedIn = (await auth()) !== null;
  } catch (error) {
    return isAPIError(error) ? { error: OVER } : failed(error);
  }
  return leave("Your address is confirmed.", isSignedIn ? "/account" : "/sign-in");
}
