import type { NextRequest } from "next/server";
import * as data from "@/data/order-items";
import { readExpand, sendExpanded } from "@/lib/expand";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readChange } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { notChanged, readVersions, sendRecord } from "@/lib/reply";
import { orderItemInput, orderItemPatch } from "@/lib/schemas/order-items";
import { expansions } from "../expand";

type Context = RouteContext<"/api/order-items/[id]">;

export const GET = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "order-items:read");
  if (caller instanceof Response) return caller;

  const fields = readFields(request, orderItemInput);
  if (fields instanceof Response) return fields;

  const expand = readExpand(request, expansions);
  if (expand instanceof Response) return expand;

  const id = parseId((await context.params).id);
  const found = id && (await data.getOrderItem(caller, id));
  return found ? sendExpanded(request, found, expand, fields) : notFound();
});

/** Replaces the record: fields that are left out go back to their defaults. */
export const PUT = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "order-items:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getOrderItem(caller, id);
  const input = await readChange(request, orderItemInput, stored);
  if (input instanceof Response) return input;

  const versions = readVersions(request);
  const replaced = await data.updateOrderItem(caller, id, input, versions);
  return replaced ? sendRecord(request, replaced) : notChanged(await stored(), versions);
});

/** Changes the fields that are sent and leaves the others as they are. */
export const PATCH = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "order-items:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getOrderItem(caller, id);
  const patch = await readChange(request, orderItemPatch, stored);
  if (patch instanceof Response) return patch;

  const versions = readVersions(request);
  const changed = await data.updateOrderItem(caller, id, patch, versions);
  return changed ? sendRecord(request, changed) : notChanged(await stored(), versions);
});

export const DELETE = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "order-items:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const versions = readVersions(request);
  const deleted = await data.deleteOrderItem(caller, id, versions);
  if (deleted) return new Response(null, { status: 204 });
  return notChanged(await data.getOrderItem(caller, id), versions);
});

export const { POST, OPTIONS } = allowOnly("GET", "PUT", "PATCH", "DELETE");
