import { todosOf, userOfKey } from "@/lib/twin";

export async function GET(request: Request) {
  const userId = await userOfKey(request.headers);
  if (!userId) return new Response(null, { status: 401 });
  return Response.json(await todosOf(userId));
}
