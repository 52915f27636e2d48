"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/presets";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { presetControls, presetFilters, presetInput, presetPatch } from "@/lib/schemas/presets";

const GONE = "This preset no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createPreset(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, presetControls);

    const values = formValues(formData, presetControls);
    const parsed = parseForm(presetInput, values, presetControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createPreset(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, presetControls));
  }
  revalidatePath("/presets");
  if (isLeaving(formData)) return leave("Preset added.", `/presets/${id}`);
  await postRedirectGet({ message: "Preset added." }, "/presets");
  return { message: "Preset added." };
}

export async function updatePreset(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Preset saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, presetControls);

    const typed = typedInto(formData, presetControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getPreset(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(presetPatch, record, typed, presetControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updatePreset(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, presetControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/presets", "layout");
  if (isLeaving(formData)) return leave(message, `/presets/${id}`);
  await postRedirectGet({ message }, `/presets/${id}`);
  return { message };
}

export async function deletePreset(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardPresets(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/presets");
  return leave("Preset deleted.", "/presets", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyPresets(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, presetFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardPresets(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingPresets(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/presets");
  const message = count === 1 ? "1 preset deleted." : `${count} presets deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/presets");
  return { message, undo };
}
