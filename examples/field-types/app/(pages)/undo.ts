"use server";

import { revalidatePath } from "next/cache";
import { bringBack } from "@/db/undo";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";

const TOO_LATE = "This can't be brought back any more.";

/** Bring back what the caller has just deleted, and nobody else. */
export async function undoDelete(_previous: FormState, formData: FormData): Promise<FormState> {
  let message = "Brought back.";
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const batch = parseId(formValues(formData, { batch: "text" }).batch);
    const count = batch ? await bringBack(callerOf(session), batch) : 0;
    if (count === 0) return { error: TOO_LATE };
    if (count > 1) message = `${count} brought back.`;
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/", "layout");
  await postRedirectGet({ message }, "/");
  return { message };
}
