import type { NextRequest } from "next/server";
import * as data from "@/data/cities";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { readList } from "@/lib/list";
import { limitReaders } from "@/lib/rate-limits";
import { sendPage, sendRecord } from "@/lib/reply";
import { cityFilters, cityInput } from "@/lib/schemas/cities";

/** Open to anybody: this resource was made to be read by the public. */
export const GET = handler(async (request: NextRequest) => {
  const refusal = await limitReaders(request);
  if (refusal) return refusal;

  const query = readList(request, cityFilters);
  if (query instanceof Response) return query;

  const fields = readFields(request, cityInput);
  if (fields instanceof Response) return fields;

  return sendPage(request, await data.listCities(query), fields);
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "cities:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, cityInput);
  if (input instanceof Response) return input;

  return once(request, caller, input, async () => {
    const created = await data.createCity(caller, input);
    const headers = { Location: `/api/cities/${created.id}` };
    return sendRecord(request, created, { status: 201, headers });
  });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
