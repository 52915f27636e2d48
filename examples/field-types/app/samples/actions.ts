"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/samples";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { sampleControls, sampleFilters, sampleInput, samplePatch } from "@/lib/schemas/samples";

const GONE = "This sample no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createSample(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, sampleControls);

    const values = formValues(formData, sampleControls);
    const parsed = parseForm(sampleInput, values, sampleControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createSample(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, sampleControls));
  }
  revalidatePath("/samples");
  if (isLeaving(formData)) return leave("Sample added.", `/samples/${id}`);
  await postRedirectGet({ message: "Sample added." }, "/samples");
  return { message: "Sample added." };
}

export async function updateSample(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Sample saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, sampleControls);

    const typed = typedInto(formData, sampleControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getSample(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(samplePatch, record, typed, sampleControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateSample(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, sampleControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/samples", "layout");
  if (isLeaving(formData)) return leave(message, `/samples/${id}`);
  await postRedirectGet({ message }, `/samples/${id}`);
  return { message };
}

export async function deleteSample(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardSamples(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/samples");
  return leave("Sample deleted.", "/samples", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManySamples(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, sampleFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardSamples(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingSamples(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/samples");
  const message = count === 1 ? "1 sample deleted." : `${count} samples deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/samples");
  return { message, undo };
}
