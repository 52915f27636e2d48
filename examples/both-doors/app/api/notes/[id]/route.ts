import type { NextRequest } from "next/server";
import * as data from "@/data/notes";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readChange } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { noteInput, notePatch } from "@/lib/schemas/notes";

type Context = RouteContext<"/api/notes/[id]">;

export const GET = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  const found = id && (await data.getNote(caller, id));
  return found ? Response.json(found) : notFound();
});

/** Replaces the record: fields that are left out go back to their defaults. */
export const PUT = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getNote(caller, id);
  const input = await readChange(request, noteInput, stored);
  if (input instanceof Response) return input;

  const replaced = await data.updateNote(caller, id, input);
  return replaced ? Response.json(replaced) : notFound();
});

/** Changes the fields that are sent and leaves the others as they are. */
export const PATCH = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getNote(caller, id);
  const patch = await readChange(request, notePatch, stored);
  if (patch instanceof Response) return patch;

  const changed = await data.updateNote(caller, id, patch);
  return changed ? Response.json(changed) : notFound();
});

export const DELETE = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  const deleted = id && (await data.deleteNote(caller, id));
  return deleted ? new Response(null, { status: 204 }) : notFound();
});

export const { POST, OPTIONS } = allowOnly("GET", "PUT", "PATCH", "DELETE");
