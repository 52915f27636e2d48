"use server";

import { revalidatePath } from "next/cache";
import { bringBack, hasNoPlace } from "@/db/undo";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";

const NO_PLACE =
  "This stays deleted: there is another one like it by now, or what it belongs to is gone.";
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
    return hasNoPlace(error) ? { error: NO_PLACE } : failed(error);
  }
  revalidatePath("/", "layout");
  await postRedirectGet({ message }, "/");
  return { message };
}
