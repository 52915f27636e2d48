import type { NextRequest } from "next/server";
import * as data from "@/data/categories";
import { readExpand, sendExpanded } from "@/lib/expand";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readChange } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { notChanged, readVersions, sendRecord } from "@/lib/reply";
import { categoryInput, categoryPatch } from "@/lib/schemas/categories";
import { expansions } from "../expand";

type Context = RouteContext<"/api/categories/[id]">;

export const GET = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "categories:read");
  if (caller instanceof Response) return caller;

  const fields = readFields(request, categoryInput);
  if (fields instanceof Response) return fields;

  const expand = readExpand(request, expansions);
  if (expand instanceof Response) return expand;

  const id = parseId((await context.params).id);
  const found = id && (await data.getCategory(caller, id));
  return found ? sendExpanded(request, found, expand, fields) : notFound();
});

/** Replaces the record: fields that are left out go back to their defaults. */
export const PUT = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "categories:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getCategory(caller, id);
  const input = await readChange(request, categoryInput, stored);
  if (input instanceof Response) return input;

  const versions = readVersions(request);
  const replaced = await data.updateCategory(caller, id, input, versions);
  return replaced ? sendRecord(request, replaced) : notChanged(await stored(), versions);
});

/** Changes the fields that are sent and leaves the others as they are. */
export const PATCH = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "categories:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getCategory(caller, id);
  const patch = await readChange(request, categoryPatch, stored);
  if (patch instanceof Response) return patch;

  const versions = readVersions(request);
  const changed = await data.updateCategory(caller, id, patch, versions);
  return changed ? sendRecord(request, changed) : notChanged(await stored(), versions);
});

export const DELETE = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "categories:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const versions = readVersions(request);
  const deleted = await data.deleteCategory(caller, id, versions);
  if (deleted) return new Response(null, { status: 204 });
  return notChanged(await data.getCategory(caller, id), versions);
});

export const { POST, OPTIONS } = allowOnly("GET", "PUT", "PATCH", "DELETE");
