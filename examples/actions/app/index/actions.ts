"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/index";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInToPress } from "@/lib/credentials";
import { type FormState, failed } from "@/lib/form";
import { callerOf } from "@/lib/guard";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function rebuildIndex(): Promise<FormState> {
  let message: string;
  try {
    const session = await auth();
    if (!session) return signInToPress();

    message = await data.rebuildIndex(callerOf(session));
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/index");
  await postRedirectGet({ message }, "/index");
  return { message };
}
