"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/categories";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import {
  categoryControls,
  categoryFilters,
  categoryInput,
  categoryPatch,
} from "@/lib/schemas/categories";

const GONE = "This category no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createCategory(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, categoryControls);

    const values = formValues(formData, categoryControls);
    const parsed = parseForm(categoryInput, values, categoryControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createCategory(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, categoryControls));
  }
  revalidatePath("/categories");
  if (isLeaving(formData)) return leave("Category added.", `/categories/${id}`);
  await postRedirectGet({ message: "Category added." }, "/categories");
  return { message: "Category added." };
}

export async function updateCategory(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Category saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, categoryControls);

    const typed = typedInto(formData, categoryControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getCategory(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(categoryPatch, record, typed, categoryControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateCategory(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, categoryControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/categories", "layout");
  if (isLeaving(formData)) return leave(message, `/categories/${id}`);
  await postRedirectGet({ message }, `/categories/${id}`);
  return { message };
}

export async function deleteCategory(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardCategories(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/categories");
  return leave("Category deleted.", "/categories", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyCategories(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, categoryFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardCategories(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingCategories(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/categories");
  const message = count === 1 ? "1 category deleted." : `${count} categories deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/categories");
  return { message, undo };
}
