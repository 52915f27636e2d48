"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import * as data from "@/data/products";
import { isLeaving, leave, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { BESIDES, OVERTAKEN, parseEdit } from "@/lib/edit";
import { type FormState, failed, formValues, parseForm, typedInto } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { readPicks } from "@/lib/picks";
import {
  productControls,
  productFilters,
  productInput,
  productPatch,
} from "@/lib/schemas/products";

const GONE = "This product no longer exists.";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function createProduct(_previous: FormState, formData: FormData): Promise<FormState> {
  let id: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, productControls);

    const values = formValues(formData, productControls);
    const parsed = parseForm(productInput, values, productControls);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    const created = await data.createProduct(callerOf(session), parsed.data);
    id = created.id;
  } catch (error) {
    return failed(error, formValues(formData, productControls));
  }
  revalidatePath("/products");
  if (isLeaving(formData)) return leave("Product added.", `/products/${id}`);
  await postRedirectGet({ message: "Product added." }, "/products");
  return { message: "Product added." };
}

export async function updateProduct(
  id: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  let message = "Product saved.";
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, productControls);

    const typed = typedInto(formData, productControls);
    const recordId = parseId(id);
    if (!recordId) return { error: GONE, ...typed };

    const record = await data.getProduct(callerOf(session), recordId);
    if (!record) return { error: GONE, ...typed };

    const edit = parseEdit(productPatch, record, typed, productControls);
    if (!edit.ok) return edit.state;
    if (edit.besides) message += BESIDES;
    if (!edit.untouched) {
      const versions = [record.updatedAt];
      const saved = await data.updateProduct(callerOf(session), recordId, edit.patch, versions);
      if (!saved) return { ...edit.state, error: OVERTAKEN };
    }
  } catch (error) {
    const typed = typedInto(formData, productControls);
    return { ...failed(error), ...typed };
  }
  revalidatePath("/products", "layout");
  if (isLeaving(formData)) return leave(message, `/products/${id}`);
  await postRedirectGet({ message }, `/products/${id}`);
  return { message };
}

export async function deleteProduct(id: string): Promise<FormState> {
  const batch = randomUUID();
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const recordId = parseId(id);
    if (recordId) await data.discardProducts(callerOf(session), [recordId], batch);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/products");
  return leave("Product deleted.", "/products", batch);
}

/** Those that are picked in a list, or all that it has; they can be brought back for an hour. */
export async function deleteManyProducts(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const batch = randomUUID();
  let count: number;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const caller = callerOf(session);
    const picks = readPicks(formData, productFilters);
    if (!picks.ok) return { error: picks.error };
    if (picks.ids) {
      count = await data.discardProducts(caller, picks.ids, batch);
    } else {
      count = await data.discardMatchingProducts(caller, picks.query, batch);
    }
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/products");
  const message = count === 1 ? "1 product deleted." : `${count} products deleted.`;
  const undo = count > 0 ? batch : undefined;
  await postRedirectGet({ message, undo }, "/products");
  return { message, undo };
}
