"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/slots";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { slotControls, slotFilters, slotInput, slotPatch } from "@/lib/schemas/slots";

const GONE = "This slot no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createSlot(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, slotControls);

    const values = formValues(formData, slotControls);
    const parsed = parseForm(slotInput, values, slotControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createSlot(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, slotControls));
  }
  revalidatePath("/slots");
  if (isLeaving(formData)) return leave("Slot added.", `/slots/${id}`);
  await postRedirectGet({ message: "Slot added." }, "/slots");
  return { message: "Slot added." };
}

export async function updateSlot(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Slot saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, slotControls);

    const typed = typedInto(formData, slotControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getSlot(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(slotPatch, record, typed, slotControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateSlot(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, slotControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/slots", "layout");
  if (isLeaving(formData)) return leave(message, `/slots/${id}`);
  await postRedirectGet({ message }, `/slots/${id}`);
  return { message };
}

export async function deleteSlot(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardSlots(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/slots");
  return leave("Slot deleted.", "/slots", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManySlots(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, slotFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardSlots(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingSlots(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/slots");
  const message = count === 1 ? "1 slot deleted." : `${count} slots deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/slots");
  return { message, undo };
}
