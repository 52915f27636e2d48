"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/todos";
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
import {
  importTodosControls,
  importTodosInput,
  snoozeTodoControls,
  snoozeTodoInput,
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
  revalidatePath("/todos");
  return { message: "Todo added." };
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

<<<<<<< HEAD
export async function deleteTodo(id: string): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInFirst();
=======
export async function deleteTodo(id: string): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");
>>>>>>> matrix

    const recordId = parseId(id);
    if (recordId) await data.deleteTodo(callerOf(session), recordId);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/todos");
  redirect("/todos");
}

export async function archiveTodo(id: string): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const recordId = parseId(id);
  if (!recordId) return { error: GONE };

  try {
    const message = await data.archiveTodo(callerOf(session), recordId);
    revalidatePath("/todos", "layout");
    return { message };
  } catch (error) {
    return failed(error);
  }
}

export async function clearTodos(): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  try {
    const message = await data.clearTodos(callerOf(session));
    revalidatePath("/todos");
    return { message };
  } catch (error) {
    return failed(error);
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

export async function pinTodo(id: string): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const recordId = parseId(id);
  if (!recordId) return { error: GONE };

  try {
    const message = await data.pinTodo(callerOf(session), recordId);
    revalidatePath("/todos", "layout");
    return { message };
  } catch (error) {
    return failed(error);
  }
}

export async function snoozeTodo(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const recordId = parseId(id);
  if (!recordId) return { error: GONE };

  const values = formValues(formData, snoozeTodoControls);
  const parsed = parseForm(snoozeTodoInput, values, snoozeTodoControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    const message = await data.snoozeTodo(callerOf(session), recordId, parsed.data);
    revalidatePath("/todos", "layout");
    return { message };
  } catch (error) {
    return failed(error, values);
  }
}
