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
import { draftControls, draftInput, draftPatch } from "@/lib/schemas/drafts";

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

    ({ id } = await data.createDraft(callerOf(session), parsed.data));
  } catch (error) {
    return failed(error, formValues(formData, draftControls));
  }
  revalidatePath("/drafts");
  const message = "Draft added.";
  if (isLeaving(formData)) return leave(message, `/drafts/${id}`);
  await postRedirectGet({ message }, "/drafts");
  return { message };
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
