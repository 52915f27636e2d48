import type { NextRequest } from "next/server";
import * as data from "@/data/news";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readChange } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { limitReaders } from "@/lib/rate-limits";
import { notChanged, readVersions, sendRecord } from "@/lib/reply";
import { newsInput, newsPatch } from "@/lib/schemas/news";

type Context = RouteContext<"/api/news/[id]">;

/** Open to anybody: this resource was made to be read by the public. */
export const GET = handler(async (request: NextRequest, context: Context) => {
  const refusal = await limitReaders(request);
  if (refusal) return refusal;

  const fields = readFields(request, newsInput);
  if (fields instanceof Response) return fields;

  const id = parseId((await context.params).id);
  const found = id && (await data.getNews(id));
  return found ? sendRecord(request, found, { fields }) : notFound();
});

/** Replaces the record: fields that are left out go back to their defaults. */
export const PUT = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "news:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getNews(id);
  const input = await readChange(request, newsInput, stored);
  if (input instanceof Response) return input;

  const versions = readVersions(request);
  const replaced = await data.updateNews(caller, id, input, versions);
  return replaced ? sendRecord(request, replaced) : notChanged(await stored(), versions);
});

/** Changes the fields that are sent and leaves the others as they are. */
export const PATCH = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "news:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getNews(id);
  const patch = await readChange(request, newsPatch, stored);
  if (patch instanceof Response) return patch;

  const versions = readVersions(request);
  const changed = await data.updateNews(caller, id, patch, versions);
  return changed ? sendRecord(request, changed) : notChanged(await stored(), versions);
});

export const DELETE = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "news:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const versions = readVersions(request);
  const deleted = await data.deleteNews(caller, id, versions);
  if (deleted) return new Response(null, { status: 204 });
  return notChanged(await data.getNews(id), versions);
});

export const { POST, OPTIONS } = allowOnly("GET", "PUT", "PATCH", "DELETE");
