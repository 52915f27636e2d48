"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { createApiKey, revokeApiKey } from "@/data/api-keys";
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
  if (!session) return signInFirst();

  const controls = { name: "text" } as const;
  const values = formValues(formData, controls);
  const parsed = parseForm(
    z.strictObject({ name: z.string().trim().min(1).max(100) }),
    values,
    controls,
  );
  if (!parsed.ok) return { error: parsed.error, fieldErrors: parsed.fieldErrors, values };

  try {
    const key = await createApiKey(callerOf(session), parsed.data);
    revalidatePath("/api-keys");
    return { key };
  } catch (error) {
    return failed(error, values);
  }
}

export async function revokeKey(id: string): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");

  const keyId = parseId(id);
  if (keyId) await revokeApiKey(callerOf(session), keyId);
  revalidatePath("/api-keys");
}
