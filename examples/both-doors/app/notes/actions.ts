"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/notes";
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
import { noteControls, noteInput } from "@/lib/schemas/notes";

const GONE = "This note no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createNote(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, noteControls);
  const parsed = parseForm(noteInput, values, noteControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    await data.createNote(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/notes");
  return { message: "Note added." };
}

export async function updateNote(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, noteControls);
  const parsed = parseForm(noteInput, values, noteControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  const recordId = parseId(id);
  if (!recordId) return { error: GONE, values };
  try {
    const updated = await data.updateNote(callerOf(session), recordId, parsed.data);
    if (!updated) return { error: GONE, values };
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/notes", "layout");
  return { message: "Note saved." };
}

<<<<<<< HEAD
export async function deleteNote(id: string): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInFirst();
=======
export async function deleteNote(id: string): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");
>>>>>>> matrix

    const recordId = parseId(id);
    if (recordId) await data.deleteNote(callerOf(session), recordId);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/notes");
  redirect("/notes");
}
