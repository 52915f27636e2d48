"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/notes";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { noteControls, noteFilters, noteInput, notePatch } from "@/lib/schemas/notes";

const GONE = "This note no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createNote(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, noteControls);

    const values = formValues(formData, noteControls);
    const parsed = parseForm(noteInput, values, noteControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createNote(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, noteControls));
  }
  revalidatePath("/notes");
  if (isLeaving(formData)) return leave("Note added.", `/notes/${id}`);
  await postRedirectGet({ message: "Note added." }, "/notes");
  return { message: "Note added." };
}

export async function updateNote(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Note saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, noteControls);

    const typed = typedInto(formData, noteControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getNote(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(notePatch, record, typed, noteControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateNote(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, noteControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/notes", "layout");
  if (isLeaving(formData)) return leave(message, `/notes/${id}`);
  await postRedirectGet({ message }, `/notes/${id}`);
  return { message };
}

export async function deleteNote(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardNotes(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/notes");
  return leave("Note deleted.", "/notes", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyNotes(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, noteFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardNotes(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingNotes(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/notes");
  const message = count === 1 ? "1 note deleted." : `${count} notes deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/notes");
  return { message, undo };
}
