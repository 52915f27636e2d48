import { z } from "zod";
import { db } from "@/db";
import { todos } from "@/db/schema/todos";
import { todosOf, userOfKey } from "@/lib/twin";

const input = z.strictObject({
  text: z.string().trim().min(1).max(200),
  completed: z.boolean().default(false),
});

export async function GET(request: Request) {
  const userId = await userOfKey(request.headers);
  if (!userId) return new Response(null, { status: 401 });
  return Response.json(await todosOf(userId));
}

export async function POST(request: Request) {
  const userId = await userOfKey(request.headers);
  if (!userId) return new Response(null, { status: 401 });
  const parsed = input.safeParse(await request.json());
  if (!parsed.success) return Response.json(z.flattenError(parsed.error), { status: 422 });
  const [created] = await db()
    .insert(todos)
    .values({ ...parsed.data, ownerId: userId })
    .returning();
  return Response.json(created, { status: 201 });
}
