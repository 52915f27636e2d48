import type { NextRequest } from "next/server";
import * as data from "@/data/notes";
import { authenticate } from "@/lib/guard";
import { readJson } from "@/lib/http";
import { nextLink, pageRequest } from "@/lib/page";
import { noteInput } from "@/lib/schemas/notes";

export async function GET(request: NextRequest) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const page = await data.listNotes(caller, pageRequest(request.nextUrl.searchParams));
  return Response.json(page.items, { headers: nextLink(request.nextUrl, page.next) });
}

export async function POST(request: NextRequest) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const input = await readJson(request, noteInput);
  if (input instanceof Response) return input;

  const created = await data.createNote(caller, input);
  const headers = { Location: `/api/notes/${created.id}` };
  return Response.json(created, { status: 201, headers });
}
