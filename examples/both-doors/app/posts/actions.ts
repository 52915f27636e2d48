"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/posts";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { postControls, postFilters, postInput, postPatch } from "@/lib/schemas/posts";

const GONE = "This post no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createPost(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, postControls);

    const values = formValues(formData, postControls);
    const parsed = parseForm(postInput, values, postControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createPost(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, postControls));
  }
  revalidatePath("/posts");
  if (isLeaving(formData)) return leave("Post added.", `/posts/${id}`);
  await postRedirectGet({ message: "Post added." }, "/posts");
  return { message: "Post added." };
}

export async function updatePost(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Post saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, postControls);

    const typed = typedInto(formData, postControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getOwnPost(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(postPatch, record, typed, postControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updatePost(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, postControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/posts", "layout");
  if (isLeaving(formData)) return leave(message, `/posts/${id}`);
  await postRedirectGet({ message }, `/posts/${id}`);
  return { message };
}

export async function deletePost(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardPosts(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/posts");
  return leave("Post deleted.", "/posts", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyPosts(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, postFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardPosts(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingPosts(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/posts");
  const message = count === 1 ? "1 post deleted." : `${count} posts deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/posts");
  return { message, undo };
}
