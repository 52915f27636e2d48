"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/customers";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import {
  customerControls,
  customerFilters,
  customerInput,
  customerPatch,
} from "@/lib/schemas/customers";

const GONE = "This customer no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createCustomer(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, customerControls);

    const values = formValues(formData, customerControls);
    const parsed = parseForm(customerInput, values, customerControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createCustomer(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, customerControls));
  }
  revalidatePath("/customers");
  if (isLeaving(formData)) return leave("Customer added.", `/customers/${id}`);
  await postRedirectGet({ message: "Customer added." }, "/customers");
  return { message: "Customer added." };
}

export async function updateCustomer(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Customer saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, customerControls);

    const typed = typedInto(formData, customerControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getCustomer(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(customerPatch, record, typed, customerControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateCustomer(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, customerControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/customers", "layout");
  if (isLeaving(formData)) return leave(message, `/customers/${id}`);
  await postRedirectGet({ message }, `/customers/${id}`);
  return { message };
}

export async function deleteCustomer(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardCustomers(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/customers");
  return leave("Customer deleted.", "/customers", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyCustomers(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, customerFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardCustomers(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingCustomers(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/customers");
  const message = count === 1 ? "1 customer deleted." : `${count} customers deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/customers");
  return { message, undo };
}
