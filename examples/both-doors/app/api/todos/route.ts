import type { NextRequest } from "next/server";
import * as data from "@/data/todos";
import { authenticate } from "@/lib/guard";
import { readJson } from "@/lib/http";
import { nextLink, pageRequest } from "@/lib/page";
import { todoInput } from "@/lib/schemas/todos";

export async function GET(request: NextRequest) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const page = await data.listTodos(caller, pageRequest(request.nextUrl.searchParams));
  return Response.json(page.items, { headers: nextLink(request.nextUrl, page.next) });
}

export async function POST(request: NextRequest) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const input = await readJson(request, todoInput);
  if (input instanceof Response) return input;

  const created = await data.createTodo(caller, input);
  const headers = { Location: `/api/todos/${created.id}` };
  return Response.json(created, { status: 201, headers });
}
