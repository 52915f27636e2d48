"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/samples";
import { auth } from "@/lib/auth";
import { signInFirst } from "@/lib/credentials";
<<<<<<< HEAD
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
=======
import { type FormState, failed, formValues, parseForm } from "@/lib/form";
>>>>>>> matrix
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { sampleControls, sampleInput } from "@/lib/schemas/samples";

const GONE = "This sample no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createSample(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, sampleControls);
  const parsed = parseForm(sampleInput, values, sampleControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    await data.createSample(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/samples");
  return { message: "Sample added." };
}

export async function updateSample(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, sampleControls);
  const parsed = parseForm(sampleInput, values, sampleControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  const recordId = parseId(id);
  if (!recordId) return { error: GONE, values };
  try {
    const updated = await data.updateSample(callerOf(session), recordId, parsed.data);
    if (!updated) return { error: GONE, values };
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/samples", "layout");
  return { message: "Sample saved." };
}

<<<<<<< HEAD
export async function deleteSample(id: string): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInFirst();
=======
export async function deleteSample(id: string): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");
>>>>>>> matrix

    const recordId = parseId(id);
    if (recordId) await data.deleteSample(callerOf(session), recordId);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/samples");
  redirect("/samples");
}
