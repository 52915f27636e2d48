"use server";

import { headers } from "next/headers";
import { after } from "next/server";
import { postRedirectGet } from "@/lib/answer";
import { authServer } from "@/lib/auth";
import { tooOften } from "@/lib/credentials";
import { type FormState, failed, formValues, parseForm } from "@/lib/form";
import { logError } from "@/lib/log";
import { sendsMail } from "@/lib/mail";
import { limitMails, mayMail } from "@/lib/mail-limits";
import { newAccount } from "@/lib/sign-in-rules";

const CONTROLS = { email: "text" } as const;
const SENT =
  "If there is an account with this address, a mail with a link is on its way. The link works for an hour.";

// Anybody may call it, so often from one address. Nobody learns who has an account: the answer is given
// before anything is looked up.
export async function requestReset(_previous: FormState, formData: FormData): Promise<FormState> {
  const typed = formValues(formData, CONTROLS);
  const values = { email: typed.email?.trim() ?? "" };
  try {
    const parsed = parseForm(newAccount.pick({ email: true }), values, CONTROLS);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };
    if (!sendsMail()) return { error: "This app sends no mail.", values };

    const wait = await limitMails(await headers());
    if (wait) return { error: tooOften(wait), values };

    after(() => mailLink(parsed.data.email));
  } catch (error) {
    return failed(error, values);
  }
  await postRedirectGet({ message: SENT }, "/forgot-password");
  return { message: SENT };
}

async function mailLink(email: string): Promise<void> {
  try {
    if (!(await mayMail("reset", email))) return;
    await authServer().api.requestPasswordReset({ body: { email } });
  } catch (error) {
    logError(error);
  }
}
