import { todoOf, userOfKey } from "@/lib/twin";

export async function GET(request: Request, context: RouteContext<"/api/twin/key/[id]">) {
  const userId = await userOfKey(request.headers);
  if (!userId) return new Response(null, { status: 401 });
  const todo = await todoOf(userId, (await context.params).id);
  return todo ? Response.json(todo) : new Response(null, { status: 404 });
}
