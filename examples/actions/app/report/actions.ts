"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/report";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues, parseForm } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { scheduleReportControls, scheduleReportInput } from "@/lib/schemas/report";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function generateReport(): Promise<FormState> {
  let message: string;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    message = await data.generateReport(callerOf(session));
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/report");
  await postRedirectGet({ message }, "/report");
  return { message };
}

export async function scheduleReport(_previous: FormState, formData: FormData): Promise<FormState> {
  let message: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, scheduleReportControls);

    const values = formValues(formData, scheduleReportControls);

    const parsed = parseForm(scheduleReportInput, values, scheduleReportControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    message = await data.scheduleReport(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, formValues(formData, scheduleReportControls));
  }
  revalidatePath("/report");
  await postRedirectGet({ message }, "/report");
  return { message };
}
