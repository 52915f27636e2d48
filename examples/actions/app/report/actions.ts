"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/report";
import { auth } from "@/lib/auth";
import { signInFirst } from "@/lib/credentials";
import { type FormState, failed, formValues, parseForm } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { scheduleReportControls, scheduleReportInput } from "@/lib/schemas/report";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function generateReport(): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  try {
    const message = await data.generateReport(callerOf(session));
    revalidatePath("/report");
    return { message };
  } catch (error) {
    return failed(error);
  }
}

export async function scheduleReport(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, scheduleReportControls);
  const parsed = parseForm(scheduleReportInput, values, scheduleReportControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    const message = await data.scheduleReport(callerOf(session), parsed.data);
    revalidatePath("/report");
    return { message };
  } catch (error) {
    return failed(error, values);
  }
}
