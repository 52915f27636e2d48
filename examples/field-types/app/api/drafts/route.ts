import type { NextRequest } from "next/server";
import * as data from "@/data/drafts";
import { authenticate } from "@/lib/guard";
import { readJson } from "@/lib/http";
import { nextLink, pageRequest } from "@/lib/page";
import { draftInput } from "@/lib/schemas/drafts";

export async function GET(request: NextRequest) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const page = await data.listDrafts(caller, pageRequest(request.nextUrl.searchParams));
  return Response.json(page.items, { headers: nextLink(request.nextUrl, page.next) });
}

export async function POST(request: NextRequest) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const input = await readJson(request, draftInput);
  if (input instanceof Response) return input;

  const created = await data.createDraft(caller, input);
  const headers = { Location: `/api/drafts/${created.id}` };
  return Response.json(created, { status: 201, headers });
}
