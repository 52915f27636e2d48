import type { NextRequest } from "next/server";
import * as data from "@/data/cities";
import { authenticate } from "@/lib/guard";
import { readJson } from "@/lib/http";
import { nextLink, pageRequest } from "@/lib/page";
import { cityInput } from "@/lib/schemas/cities";

/** Open to anybody: this resource was made to be read by the public. */
export async function GET(request: NextRequest) {
  const page = await data.listCities(pageRequest(request.nextUrl.searchParams));
  return Response.json(page.items, { headers: nextLink(request.nextUrl, page.next) });
}

export async function POST(request: NextRequest) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const input = await readJson(request, cityInput);
  if (input instanceof Response) return input;

  const created = await data.createCity(caller, input);
  const headers = { Location: `/api/cities/${created.id}` };
  return Response.json(created, { status: 201, headers });
}
