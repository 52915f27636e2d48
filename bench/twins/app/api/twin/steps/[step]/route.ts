import { findApiKey } from "@/data/api-keys";
import { listTodos } from "@/data/todos";
import { db } from "@/db";
import { todos } from "@/db/schema/todos";
import { authenticate, type Caller } from "@/lib/guard";
import { handler } from "@/lib/handler";
import { readList } from "@/lib/list";
import { sendPage } from "@/lib/reply";
import { todoFilters } from "@/lib/schemas/todos";
import { todosOf } from "@/lib/twin";

// The list of the app's own handler, a check more at each step, from the bare query on.

let owner: Promise<string> | undefined;

async function ownerOfAll(): Promise<string> {
  const [row] = await db().select({ ownerId: todos.ownerId }).from(todos).limit(1);
  if (!row) throw new Error("There are no records yet.");
  return row.ownerId;
}

async function page(request: Request, caller: Caller) {
  const query = readList(request, todoFilters);
  if (query instanceof Response) throw new Error("The query is not valid.");
  return listTodos(caller, query);
}

const steps: Record<string, (request: Request) => Promise<Response>> = {
  query: async () => {
    owner ??= ownerOfAll();
    return Response.json(await todosOf(await owner));
  },
  key: async (request) => {
    const key = await findApiKey(request.headers.get("authorization") ?? "");
    return Response.json(await todosOf(key?.caller.userId ?? ""));
  },
  limits: async (request) => {
    const caller = await authenticate(request, "todos:read");
    return caller instanceof Response ? caller : Response.json(await todosOf(caller.userId));
  },
  list: async (request) => {
    const caller = await authenticate(request, "todos:read");
    return caller instanceof Response ? caller : Response.json((await page(request, caller)).items);
  },
  etag: async (request) => {
    const caller = await authenticate(request, "todos:read");
    return caller instanceof Response ? caller : sendPage(request, await page(request, caller));
  },
  handler: handler(async (request: Request) => {
    const caller = await authenticate(request, "todos:read");
    return caller instanceof Response ? caller : sendPage(request, await page(request, caller));
  }),
};

export async function GET(request: Request, context: RouteContext<"/api/twin/steps/[step]">) {
  const respond = steps[(await context.params).step];
  return respond ? respond(request) : new Response(null, { status: 404 });
}
