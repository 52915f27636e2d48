import type { NextRequest } from "next/server";
import * as data from "@/data/posts";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readChange } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { limitReaders } from "@/lib/rate-limits";
import { notChanged, readVersions, sendRecord } from "@/lib/reply";
import { postInput, postPatch } from "@/lib/schemas/posts";

type Context = RouteContext<"/api/posts/[id]">;

/** Open to anybody: this resource was made to be read by the public. */
export const GET = handler(async (request: NextRequest, context: Context) => {
  const refusal = await limitReaders(request);
  if (refusal) return refusal;

  const fields = readFields(request, postInput);
  if (fields instanceof Response) return fields;

  const id = parseId((await context.params).id);
  const found = id && (await data.getPost(id));
  return found ? sendRecord(request, found, { fields }) : notFound();
});

/** Replaces the record: fields that are left out go back to their defaults. */
export const PUT = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "posts:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getPost(id);
  const input = await readChange(request, postInput, stored);
  if (input instanceof Response) return input;

  const versions = readVersions(request);
  const replaced = await data.updatePost(caller, id, input, versions);
  return replaced ? sendRecord(request, replaced) : notChanged(await stored(), versions);
});

/** Changes the fields that are sent and leaves the others as they are. */
export const PATCH = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "posts:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getPost(id);
  const patch = await readChange(request, postPatch, stored);
  if (patch instanceof Response) return patch;

  const versions = readVersions(request);
  const changed = await data.updatePost(caller, id, patch, versions);
  return changed ? sendRecord(request, changed) : notChanged(await stored(), versions);
});

export const DELETE = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "posts:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const versions = readVersions(request);
  const deleted = await data.deletePost(caller, id, versions);
  if (deleted) return new Response(null, { status: 204 });
  return notChanged(await data.getPost(id), versions);
});

export const { POST, OPTIONS } = allowOnly("GET", "PUT", "PATCH", "DELETE");
