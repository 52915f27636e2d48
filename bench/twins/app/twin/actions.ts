"use server";

import { and, eq } from "drizzle-orm";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { db } from "@/db";
import { todos } from "@/db/schema/todos";
import { auth } from "@/lib/auth";

const input = z.object({ text: z.string().trim().min(1).max(200), completed: z.literal("on").optional() });

export async function add(_previous: { error?: string }, form: FormData): Promise<{ error?: string }> {
  const session = await auth();
  if (!session) redirect("/sign-in");
  const parsed = input.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: "Type a text of at most 200 characters." };
  const { text, completed } = parsed.data;
  await db().insert(todos).values({ text, completed: completed === "on", ownerId: session.user.id });
  revalidatePath("/twin");
  return {};
}

export async function remove(form: FormData): Promise<void> {
  const session = await auth();
  if (!session) redirect("/sign-in");
  const id = z.uuid().parse(form.get("id"));
  await db()
    .delete(todos)
    .where(and(eq(todos.id, id), eq(todos.ownerId, session.user.id)));
  revalidatePath("/twin");
}
