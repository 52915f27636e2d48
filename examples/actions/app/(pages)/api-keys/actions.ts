"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { createApiKey, revokeApiKey } from "@/data/api-keys";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInFirst } from "@/lib/credentials";
import { type FormState, failed, formValues, parseForm } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";

export async function createKey(
  _previous: FormState & { key?: string },
  formData: FormData,
): Promise<FormState & { key?: string }> {
  const session = await auth();
  const controls = { name: "text" } as const;
  if (!session) return signInFirst(formData, controls);

  const values = formValues(formData, controls);
  const parsed = parseForm(
    z.strictObject({ name: z.string().trim().min(1).max(100) }),
    values,
    controls,
  );
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  let key: string;
  try {
    key = await createApiKey(callerOf(session), parsed.data);
  } catch (error) {
    return failed(error, values);
  }
  revalidatePath("/api-keys");
  await postRedirectGet({ key }, "/api-keys");
  return { key };
}

export async function revokeKey(_previous: FormState, formData: FormData): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  const id = parseId(formValues(formData, { id: "text" }).id);
  try {
    if (id) await revokeApiKey(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/api-keys");
  const message = "The key is revoked.";
  await postRedirectGet({ message }, "/api-keys");
  return { message };
}
