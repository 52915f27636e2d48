"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/people";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import {
  invitePersonControls,
  invitePersonInput,
  personControls,
  personFilters,
  personInput,
  personPatch,
} from "@/lib/schemas/people";

const GONE = "This person no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createPerson(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, personControls);

    const values = formValues(formData, personControls);
    const parsed = parseForm(personInput, values, personControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createPerson(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, personControls));
  }
  revalidatePath("/people");
  if (isLeaving(formData)) return leave("Person added.", `/people/${id}`);
  await postRedirectGet({ message: "Person added." }, "/people");
  return { message: "Person added." };
}

export async function updatePerson(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Person saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, personControls);

    const typed = typedInto(formData, personControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getOwnPerson(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(personPatch, record, typed, personControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updatePerson(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, personControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/people", "layout");
  if (isLeaving(formData)) return leave(message, `/people/${id}`);
  await postRedirectGet({ message }, `/people/${id}`);
  return { message };
}

export async function deletePerson(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardPeople(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/people");
  return leave("Person deleted.", "/people", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyPeople(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, personFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardPeople(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingPeople(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/people");
  const message = count === 1 ? "1 person deleted." : `${count} people deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/people");
  return { message, undo };
}

export async function invitePerson(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, invitePersonControls);

    const values = formValues(formData, invitePersonControls);

    const recordId = parseId(id);
    if (!recordId) return { error: GONE, values };

    const parsed = parseForm(invitePersonInput, values, invitePersonControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    message = await data.invitePerson(callerOf(session), recordId, parsed.data);
  } catch (error) {
    return failed(error, formValues(formData, invitePersonControls));
  }
  revalidatePath("/people", "layout");
  await postRedirectGet({ message }, `/people/${id}`);
  return { message };
}
