import type { NextRequest } from "next/server";
import * as data from "@/data/drafts";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { readList } from "@/lib/list";
import { sendPage, sendRecord } from "@/lib/reply";
import { draftFilters, draftInput } from "@/lib/schemas/drafts";

export const GET = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "drafts:read");
  if (caller instanceof Response) return caller;

  const query = readList(request, draftFilters);
  if (query instanceof Response) return query;

  const fields = readFields(request, draftInput);
  if (fields instanceof Response) return fields;

  return sendPage(request, await data.listDrafts(caller, query), fields);
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "drafts:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, draftInput);
  if (input instanceof Response) return input;

  return once(request, caller, input, async () => {
    const created = await data.createDraft(caller, input);
    const headers = { Location: `/api/drafts/${created.id}` };
    return sendRecord(request, created, { status: 201, headers });
  });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
