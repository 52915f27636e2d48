"use server";

import { isAPIError } from "better-auth/api";
import { leave } from "@/lib/answer";
import { authServer } from "@/lib/auth";
import { type FormState, failed, formValues } from "@/lib/form";
import { personOfReset } from "@/lib/password-reset";
import { passwordProblem } from "@/lib/passwords";

const OVER = "This link works no more. Ask for a new one.";

// Anybody may call it: the token of the mail is the guard, and works once.
export async function chooseNewPassword(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const { token = "", password = "" } = formValues(formData, { token: "text", password: "text" });
  try {
    const person = await personOfReset(token);
    if (!person) return { error: OVER };

    const problem = await passwordProblem(password, person);
    if (problem) return { error: CHECK, fieldErrors: { password: [problem] } };

    await authServer().api.resetPassword({ body: { token, newPassword: password } });
  } catch (error) {
    return isAPIError(error) ? { error: OVER } : failed(error);
  }
  return leave(
    "You have a new password, and are signed out everywhere. Sign in with it.",
    "/sign-in",
  );
}

const CHECK = "Please check the marked field.";
