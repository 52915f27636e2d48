"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/news";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { newsControls, newsFilters, newsInput, newsPatch } from "@/lib/schemas/news";

const GONE = "This news no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createNews(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, newsControls);

    const values = formValues(formData, newsControls);
    const parsed = parseForm(newsInput, values, newsControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createNews(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, newsControls));
  }
  revalidatePath("/news");
  if (isLeaving(formData)) return leave("News added.", `/news/${id}`);
  await postRedirectGet({ message: "News added." }, "/news");
  return { message: "News added." };
}

export async function updateNews(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "News saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, newsControls);

    const typed = typedInto(formData, newsControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getNews(recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(newsPatch, record, typed, newsControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateNews(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, newsControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/news", "layout");
  if (isLeaving(formData)) return leave(message, `/news/${id}`);
  await postRedirectGet({ message }, `/news/${id}`);
  return { message };
}

export async function deleteNews(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardNews(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/news");
  return leave("News deleted.", "/news", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyNews(_previous: FormState, formData: FormData): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, newsFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardNews(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingNews(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/news");
  const message = count === 1 ? "1 news deleted." : `${count} news deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/news");
  return { message, undo };
}
