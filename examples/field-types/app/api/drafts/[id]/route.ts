import type { NextRequest } from "next/server";
import * as data from "@/data/drafts";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readChange } from "@/lib/http";
import { patchRecord } from "@/lib/merge-patch";
import { parseId } from "@/lib/parse";
import { notChanged, readVersions, sendRecord } from "@/lib/reply";
import { type DraftPatch, draftInput, draftPatch } from "@/lib/schemas/drafts";

type Context = RouteContext<"/api/drafts/[id]">;

export const GET = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "drafts:read");
  if (caller instanceof Response) return caller;

  const fields = readFields(request, draftInput);
  if (fields instanceof Response) return fields;

  const id = parseId((await context.params).id);
  const found = id && (await data.getDraft(caller, id));
  return found ? sendRecord(request, found, { fields }) : notFound();
});

/** Replaces the record: fields that are left out go back to their defaults. */
export const PUT = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "drafts:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getDraft(caller, id);
  const input = await readChange(request, draftInput, stored);
  if (input instanceof Response) return input;

  const versions = readVersions(request);
  const replaced = await data.updateDraft(caller, id, input, versions);
  return replaced ? sendRecord(request, replaced) : notChanged(await stored(), versions);
});

/** Changes the fields that are sent and leaves the others as they are. */
export const PATCH = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "drafts:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getDraft(caller, id);
  const patch = await readChange(request, draftPatch, stored);
  if (patch instanceof Response) return patch;

  const versions = readVersions(request);
  const update = (whole: DraftPatch, at?: Date[]) => data.updateDraft(caller, id, whole, at);
  const changed = await patchRecord(stored, patch, update, versions);
  if (changed instanceof Response) return changed;
  return changed ? sendRecord(request, changed) : notChanged(await stored(), versions);
});

export const DELETE = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "drafts:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const versions = readVersions(request);
  const deleted = await data.deleteDraft(caller, id, versions);
  if (deleted) return new Response(null, { status: 204 });
  return notChanged(await data.getDraft(caller, id), versions);
});

export const { POST, OPTIONS } = allowOnly("GET", "PUT", "PATCH", "DELETE");
