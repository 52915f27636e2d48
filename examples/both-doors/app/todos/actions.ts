"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/todos";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { todoControls, todoFilters, todoInput, todoPatch } from "@/lib/schemas/todos";

const GONE = "This todo no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createTodo(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, todoControls);

    const values = formValues(formData, todoControls);
    const parsed = parseForm(todoInput, values, todoControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createTodo(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, todoControls));
  }
  revalidatePath("/todos");
  if (isLeaving(formData)) return leave("Todo added.", `/todos/${id}`);
  await postRedirectGet({ message: "Todo added." }, "/todos");
  return { message: "Todo added." };
}

export async function updateTodo(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Todo saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, todoControls);

    const typed = typedInto(formData, todoControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getTodo(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(todoPatch, record, typed, todoControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateTodo(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, todoControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/todos", "layout");
  if (isLeaving(formData)) return leave(message, `/todos/${id}`);
  await postRedirectGet({ message }, `/todos/${id}`);
  return { message };
}

export async function deleteTodo(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardTodos(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/todos");
  return leave("Todo deleted.", "/todos", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyTodos(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, todoFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardTodos(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingTodos(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/todos");
  const message = count === 1 ? "1 todo deleted." : `${count} todos deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/todos");
  return { message, undo };
}
