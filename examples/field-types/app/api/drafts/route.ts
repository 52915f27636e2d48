import type { NextRequest } from "next/server";
import * as data from "@/data/drafts";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { nextLink, readPage } from "@/lib/page";
import { draftInput } from "@/lib/schemas/drafts";

export const GET = handler(async (request: NextRequest) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const asked = readPage(request.nextUrl.searchParams);
  if (asked instanceof Response) return asked;

  const page = await data.listDrafts(caller, asked);
  return Response.json(page.items, { headers: nextLink(request.nextUrl, page.next) });
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const input = await readJson(request, draftInput);
  if (input instanceof Response) return input;

  const created = await data.createDraft(caller, input);
  const headers = { Location: `/api/drafts/${created.id}` };
  return Response.json(created, { status: 201, headers });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
