"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/orders";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import { orderControls, orderFilters, orderInput, orderPatch } from "@/lib/schemas/orders";

const GONE = "This order no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createOrder(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, orderControls);

    const values = formValues(formData, orderControls);
    const parsed = parseForm(orderInput, values, orderControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createOrder(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, orderControls));
  }
  revalidatePath("/orders");
  if (isLeaving(formData)) return leave("Order added.", `/orders/${id}`);
  await postRedirectGet({ message: "Order added." }, "/orders");
  return { message: "Order added." };
}

export async function updateOrder(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Order saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, orderControls);

    const typed = typedInto(formData, orderControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getOrder(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(orderPatch, record, typed, orderControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateOrder(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, orderControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/orders", "layout");
  if (isLeaving(formData)) return leave(message, `/orders/${id}`);
  await postRedirectGet({ message }, `/orders/${id}`);
  return { message };
}

export async function deleteOrder(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardOrders(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/orders");
  return leave("Order deleted.", "/orders", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyOrders(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, orderFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardOrders(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingOrders(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/orders");
  const message = count === 1 ? "1 order deleted." : `${count} orders deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/orders");
  return { message, undo };
}
