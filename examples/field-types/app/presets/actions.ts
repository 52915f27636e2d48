"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/presets";
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
import { presetControls, presetInput } from "@/lib/schemas/presets";

const GONE = "This preset no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createPreset(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, presetControls);
  const parsed = parseForm(presetInput, values, presetControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    await data.createPreset(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/presets");
  return { message: "Preset added." };
}

export async function updatePreset(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, presetControls);
  const parsed = parseForm(presetInput, values, presetControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  const recordId = parseId(id);
  if (!recordId) return { error: GONE, values };
  try {
    const updated = await data.updatePreset(callerOf(session), recordId, parsed.data);
    if (!updated) return { error: GONE, values };
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/presets", "layout");
  return { message: "Preset saved." };
}

<<<<<<< HEAD
export async function deletePreset(id: string): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInFirst();
=======
export async function deletePreset(id: string): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");
>>>>>>> matrix

    const recordId = parseId(id);
    if (recordId) await data.deletePreset(callerOf(session), recordId);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/presets");
  redirect("/presets");
}
