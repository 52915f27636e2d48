import type { NextRequest } from "next/server";
import * as data from "@/data/slots";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { readList } from "@/lib/list";
import { sendPage, sendRecord } from "@/lib/reply";
import { slotFilters, slotInput } from "@/lib/schemas/slots";

export const GET = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "slots:read");
  if (caller instanceof Response) return caller;

  const query = readList(request, slotFilters);
  if (query instanceof Response) return query;

  const fields = readFields(request, slotInput);
  if (fields instanceof Response) return fields;

  return sendPage(request, await data.listSlots(caller, query), fields);
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "slots:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, slotInput);
  if (input instanceof Response) return input;

  return once(request, caller, input, async () => {
    const created = await data.createSlot(caller, input);
    const headers = { Location: `/api/slots/${created.id}` };
    return sendRecord(request, created, { status: 201, headers });
  });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
