"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/posts";
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
import { postControls, postInput } from "@/lib/schemas/posts";

const GONE = "This post no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createPost(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, postControls);
  const parsed = parseForm(postInput, values, postControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    await data.createPost(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/posts");
  return { message: "Post added." };
}

export async function updatePost(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, postControls);
  const parsed = parseForm(postInput, values, postControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  const recordId = parseId(id);
  if (!recordId) return { error: GONE, values };
  try {
    const updated = await data.updatePost(callerOf(session), recordId, parsed.data);
    if (!updated) return { error: GONE, values };
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/posts", "layout");
  return { message: "Post saved." };
}

<<<<<<< HEAD
export async function deletePost(id: string): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInFirst();
=======
export async function deletePost(id: string): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");
>>>>>>> matrix

    const recordId = parseId(id);
    if (recordId) await data.deletePost(callerOf(session), recordId);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/posts");
  redirect("/posts");
}
