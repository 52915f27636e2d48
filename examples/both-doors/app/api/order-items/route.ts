import type { NextRequest } from "next/server";
import * as data from "@/data/order-items";
import { readExpand, sendExpandedPage } from "@/lib/expand";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { readList } from "@/lib/list";
import { sendRecord } from "@/lib/reply";
import { orderItemFilters, orderItemInput } from "@/lib/schemas/order-items";
import { expansions } from "./expand";

export const GET = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "order-items:read");
  if (caller instanceof Response) return caller;

  const query = readList(request, orderItemFilters, ["expand"]);
  if (query instanceof Response) return query;

  const fields = readFields(request, orderItemInput);
  if (fields instanceof Response) return fields;

  const expand = readExpand(request, expansions);
  if (expand instanceof Response) return expand;

  const page = await data.listOrderItems(caller, query);
  return sendExpandedPage(request, page, expand, fields);
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "order-items:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, orderItemInput);
  if (input instanceof Response) return input;

  return once(request, caller, input, async () => {
    const created = await data.createOrderItem(caller, input);
    const headers = { Location: `/api/order-items/${created.id}` };
    return sendRecord(request, created, { status: 201, headers });
  });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
