"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/order-items";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import {
  orderItemControls,
  orderItemFilters,
  orderItemInput,
  orderItemPatch,
} from "@/lib/schemas/order-items";

const GONE = "This order item no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createOrderItem(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, orderItemControls);

    const values = formValues(formData, orderItemControls);
    const parsed = parseForm(orderItemInput, values, orderItemControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createOrderItem(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, orderItemControls));
  }
  revalidatePath("/order-items");
  if (isLeaving(formData)) return leave("Order item added.", `/order-items/${id}`);
  await postRedirectGet({ message: "Order item added." }, "/order-items");
  return { message: "Order item added." };
}

export async function updateOrderItem(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Order item saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, orderItemControls);

    const typed = typedInto(formData, orderItemControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getOrderItem(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(orderItemPatch, record, typed, orderItemControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateOrderItem(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, orderItemControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/order-items", "layout");
  if (isLeaving(formData)) return leave(message, `/order-items/${id}`);
  await postRedirectGet({ message }, `/order-items/${id}`);
  return { message };
}

export async function deleteOrderItem(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardOrderItems(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/order-items");
  return leave("Order item deleted.", "/order-items", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyOrderItems(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, orderItemFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardOrderItems(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingOrderItems(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/order-items");
  const message = count === 1 ? "1 order item deleted." : `${count} order items deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/order-items");
  return { message, undo };
}
