import type { NextRequest } from "next/server";
import * as data from "@/data/samples";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { nextLink, readPage } from "@/lib/page";
import { sampleInput } from "@/lib/schemas/samples";

export const GET = handler(async (request: NextRequest) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const asked = readPage(request.nextUrl.searchParams);
  if (asked instanceof Response) return asked;

  const page = await data.listSamples(caller, asked);
  return Response.json(page.items, { headers: nextLink(request.nextUrl, page.next) });
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const input = await readJson(request, sampleInput);
  if (input instanceof Response) return input;

  const created = await data.createSample(caller, input);
  const headers = { Location: `/api/samples/${created.id}` };
  return Response.json(created, { status: 201, headers });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
