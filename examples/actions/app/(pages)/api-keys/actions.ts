"use server";

import { revalidatePath } from "next/cache";
import { createApiKey, revokeApiKey } from "@/data/api-keys";
import { postRedirectGet } from "@/lib/answer";
import { resources } from "@/lib/api";
import { auth } from "@/lib/auth";
import { signInFirst, signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues, parseForm } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { scopesOf } from "@/lib/scopes";
import { newKeyControls, newKeySchema } from "./new-key";

const CONTROLS = newKeyControls(scopesOf(resources));
const newKey = newKeySchema(scopesOf(resources));

export async function createKey(
  _previous: FormState & { key?: string },
  formData: FormData,
): Promise<FormState & { key?: string }> {
  let key: string;
  try {
    const session = await auth();
    if (!session) return signInFirst(formData, CONTROLS);

    const values = formValues(formData, CONTROLS);
    const parsed = parseForm(newKey, values, CONTROLS);
    if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

    key = await createApiKey(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, formValues(formData, CONTROLS));
  }
  revalidatePath("/api-keys");
  await postRedirectGet({ key }, "/api-keys");
  return { key };
}

export async function revokeKey(_previous: FormState, formData: FormData): Promise<FormState> {
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const id = parseId(formValues(formData, { id: "text" }).id);
    if (id) await revokeApiKey(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/api-keys");
  const message = "The key is revoked.";
  await postRedirectGet({ message }, "/api-keys");
  return { message };
}
