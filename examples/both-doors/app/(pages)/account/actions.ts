"use server";

import { createEmailVerificationToken } from "better-auth/api";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { deleteAccount, readAccount, renameAccount } from "@/data/account";
import { endOtherSessions, endOwnSession } from "@/data/sessions";
import { CONFIRM_SECONDS, mailConfirmation } from "@/lib/account-mail";
import { leave, postRedirectGet } from "@/lib/answer";
import { auth, authServer } from "@/lib/auth";
import { signInFirst, signInToPress, submitCredentials } from "@/lib/credentials";
import { isReferenced } from "@/lib/errors";
import { type FormState, failed, formValues, parseForm } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { ownPasswordProblem } from "@/lib/own-password";
import { passwordProblem } from "@/lib/passwords";
import { newAccount } from "@/lib/sign-in-rules";

const NAME = { name: "text" } as const;

export async function changeName(_previous: FormState, formData: FormData): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, NAME);

    const values = formValues(formData, NAME);
    const parsed = parseForm(newAccount.pick({ name: true }), values, NAME);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    await renameAccount(callerOf(session), parsed.data.name);
  } catch (error) {
    return failed(error, formValues(formData, NAME));
  }
  return done("Your name is saved.");
}

export async function changePassword(_previous: FormState, formData: FormData): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const controls = { currentPassword: "text", newPassword: "text" } as const;
    const { currentPassword = "", newPassword = "" } = formValues(formData, controls);
    const wrong = await ownPasswordProblem(session.user, currentPassword);
    if (wrong) return { error: CHECK, fieldErrors: { currentPassword: [wrong] } };

    const problem = await passwordProblem(newPassword, session.user);
    if (problem) return { error: CHECK, fieldErrors: { newPassword: [problem] } };

    // It ends all sessions, and begins another one here.
    const refusal = await submitCredentials("/change-password", { currentPassword, newPassword });
    if (refusal) return { error: refusal };
  } catch (error) {
    return failed(error);
  }
  // By a redirect: this request still has the cookie of the session that is over.
  return leave("Your password is changed, and you are signed out everywhere else.", "/account");
}

export async function mailConfirmationAgain(): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const account = await readAccount(callerOf(session));
    if (account && !account.isConfirmed) {
      const { id, email } = session.user;
      const { secret } = await authServer().$context;
      const bound = [undefined, CONFIRM_SECONDS, { userId: id }] as const;
      const token = await createEmailVerificationToken(secret, email, ...bound);
      if (!(await mailConfirmation(email, token))) return { error: UNSENT };
    }
  } catch (error) {
    return failed(error);
  }
  return done("A mail with a link is on its way.");
}

export async function endSession(_previous: FormState, formData: FormData): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const { id = "" } = formValues(formData, { id: "text" });
    if (/^[\w-]{1,64}$/.test(id)) await endOwnSession(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  return done("That device is signed out.");
}

export async function endSessionsElsewhere(): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInToPress();

    await endOtherSessions(callerOf(session), session.id);
  } catch (error) {
    return failed(error);
  }
  return done("You are signed out everywhere else.");
}

export async function deleteUserAccount(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const controls = { understood: "checkbox", password: "text" } as const;
    const { understood, password = "" } = formValues(formData, controls);
    if (!understood) return { error: CHECK, fieldErrors: { understood: ["Tick this first."] } };

    const wrong = await ownPasswordProblem(session.user, password);
    if (wrong) return { error: CHECK, fieldErrors: { password: [wrong] }, values: { understood } };

    await deleteAccount(callerOf(session));
    // The row is gone already; this takes the cookie from the browser.
    await authServer().api.signOut({ headers: await headers() });
  } catch (error) {
    return isReferenced(error) ? { error: NEEDED } : failed(error);
  }
  return leave("Your account is deleted, with all that was yours.", "/");
}

const CHECK = "Please check the marked field.";
const UNSENT = "No mail could be sent. Please try again in an hour.";
const NEEDED = "Records of other people refer to some of yours. Nothing was deleted.";

async function done(message: string): Promise<FormState> {
  revalidatePath("/account");
  await postRedirectGet({ message }, "/account");
  return { message };
}
