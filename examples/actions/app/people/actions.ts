"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/people";
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
  invitePersonControls,
  invitePersonInput,
  personControls,
  personInput,
} from "@/lib/schemas/people";

const GONE = "This person no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createPerson(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, personControls);
  const parsed = parseForm(personInput, values, personControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    await data.createPerson(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/people");
  return { message: "Person added." };
}

export async function updatePerson(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const values = formValues(formData, personControls);
  const parsed = parseForm(personInput, values, personControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  const recordId = parseId(id);
  if (!recordId) return { error: GONE, values };
  try {
    const updated = await data.updatePerson(callerOf(session), recordId, parsed.data);
    if (!updated) return { error: GONE, values };
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/people", "layout");
  return { message: "Person saved." };
}

<<<<<<< HEAD
export async function deletePerson(id: string): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInFirst();
=======
export async function deletePerson(id: string): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");
>>>>>>> matrix

    const recordId = parseId(id);
    if (recordId) await data.deletePerson(callerOf(session), recordId);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/people");
  redirect("/people");
}

export async function invitePerson(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const recordId = parseId(id);
  if (!recordId) return { error: GONE };

  const values = formValues(formData, invitePersonControls);
  const parsed = parseForm(invitePersonInput, values, invitePersonControls);
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    const message = await data.invitePerson(callerOf(session), recordId, parsed.data);
    revalidatePath("/people", "layout");
    return { message };
  } catch (error) {
    return failed(error, values);
  }
}
