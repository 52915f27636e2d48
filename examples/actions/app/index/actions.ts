"use server";

import { revalidatePath } from "next/cache";
import * as data from "@/data/index";
import { auth } from "@/lib/auth";
import { signInFirst } from "@/lib/credentials";
import { type FormState, failed } from "@/lib/form";
import { callerOf } from "@/lib/guard";

// Every export here can be called by anybody with a POST. So each one first asks who is calling,
// then parses what was sent. Helpers and readers belong elsewhere.

export async function rebuildIndex(): Promise<FormState> {
  const session = await auth();
  if (!session) return signInFirst();

  try {
    const message = await data.rebuildIndex(callerOf(session));
    revalidatePath("/index");
    return { message };
  } catch (error) {
    return failed(error);
  }
}
