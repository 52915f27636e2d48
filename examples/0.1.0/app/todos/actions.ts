"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import * as data from "@/data/todos";
import { auth } from "@/lib/auth";
import { signInFirst } from "@/lib/credentials";
import { type FormState, failed, formValues, parseForm } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import {
  archiveTodoControls,
  archiveTodoInput,
  importTodosControls,
  importTodosInput,
  todoControls,
  todoInput,
} from "@/lib/schemas/todos";

const GONE = "This todo no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createTodo(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, todoControls);
  const parsed = parseForm(todoInput, values, todoControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    await data.createTodo(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, values);
  }
  console.info("todo created", { by: session.user.id });
  revalidatePath("/todos");
  return { message: "Added. Well done!" };
}

export async function updateTodo(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, todoControls);
  const parsed = parseForm(todoInput, values, todoControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  const recordId = parseId(id);
  if (!recordId) return { error: GONE, values };
  try {
    const updated = await data.updateTodo(callerOf(session), recordId, parsed.data);
    if (!updated) return { error: GONE, values };
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/todos", "layout");
  return { message: "Todo saved." };
}

export async function deleteTodo(id: string): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");

  const recordId = parseId(id);
  if (recordId) {
    await data.deleteTodo(callerOf(session), recordId);
  }
  revalidatePath("/todos");
  redirect("/todos");
}

export async function archiveTodo(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const recordId = parseId(id);
  if (!recordId) return { error: GONE };

  const values = formValues(formData, archiveTodoControls);
  const parsed = parseForm(archiveTodoInput, values, archiveTodoControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    const message = await data.archiveTodo(callerOf(session), recordId, parsed.data);
    revalidatePath("/todos", "layout");
    return { message };
  } catch (error) {
    return failed(error, values);
  }
}

export async function importTodos(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, importTodosControls);
  const parsed = parseForm(importTodosInput, values, importTodosControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    const message = await data.importTodos(callerOf(session), parsed.data);
    revalidatePath("/todos");
    return { message };
  } catch (error) {
    return failed(error, values);
  }
}
