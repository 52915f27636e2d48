"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/drafts";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { draftControls, draftFilters, draftInput, draftPatch } from "@/lib/schemas/drafts";

const GONE = "This draft no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createDraft(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, draftControls);

    const values = formValues(formData, draftControls);
    const parsed = parseForm(draftInput, values, draftControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createDraft(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, draftControls));
  }
  revalidatePath("/drafts");
  if (isLeaving(formData)) return leave("Draft added.", `/drafts/${id}`);
  await postRedirectGet({ message: "Draft added." }, "/drafts");
  return { message: "Draft added." };
}

export async function updateDraft(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Draft saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, draftControls);

    const typed = typedInto(formData, draftControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getDraft(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(draftPatch, record, typed, draftControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateDraft(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, draftControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/drafts", "layout");
  if (isLeaving(formData)) return leave(message, `/drafts/${id}`);
  await postRedirectGet({ message }, `/drafts/${id}`);
  return { message };
}

export async function deleteDraft(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardDrafts(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/drafts");
  return leave("Draft deleted.", "/drafts", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyDrafts(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, draftFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardDrafts(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingDrafts(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/drafts");
  const message = count === 1 ? "1 draft deleted." : `${count} drafts deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/drafts");
  return { message, undo };
}
