import type { NextRequest } from "next/server";
import * as data from "@/data/presets";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { nextLink, readPage } from "@/lib/page";
import { presetInput } from "@/lib/schemas/presets";

export const GET = handler(async (request: NextRequest) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const asked = readPage(request.nextUrl.searchParams);
  if (asked instanceof Response) return asked;

  const page = await data.listPresets(caller, asked);
  return Response.json(page.items, { headers: nextLink(request.nextUrl, page.next) });
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const input = await readJson(request, presetInput);
  if (input instanceof Response) return input;

  const created = await data.createPreset(caller, input);
  const headers = { Location: `/api/presets/${created.id}` };
  return Response.json(created, { status: 201, headers });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
