import type { NextRequest } from "next/server";
import * as data from "@/data/orders";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { readList } from "@/lib/list";
import { sendPage, sendRecord } from "@/lib/reply";
import { orderFilters, orderInput } from "@/lib/schemas/orders";

export const GET = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "orders:read");
  if (caller instanceof Response) return caller;

  const query = readList(request, orderFilters);
  if (query instanceof Response) return query;

  const fields = readFields(request, orderInput);
  if (fields instanceof Response) return fields;

  return sendPage(request, await data.listOrders(caller, query), fields);
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "orders:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, orderInput);
  if (input instanceof Response) return input;

  return once(request, caller, input, async () => {
    const created = await data.createOrder(caller, input);
    const headers = { Location: `/api/orders/${created.id}` };
    return sendRecord(request, created, { status: 201, headers });
  });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
