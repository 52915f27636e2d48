import type { NextRequest } from "next/server";
import * as data from "@/data/samples";
import { authenticate } from "@/lib/guard";
import { notFound, readJson } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { sampleInput, samplePatch } from "@/lib/schemas/samples";

type Context = RouteContext<"/api/samples/[id]">;

export async function GET(request: NextRequest, context: Context) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  const found = id && (await data.getSample(caller, id));
  return found ? Response.json(found) : notFound();
}

/** Replaces the record: fields that are left out go back to their defaults. */
export async function PUT(request: NextRequest, context: Context) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const input = await readJson(request, sampleInput);
  if (input instanceof Response) return input;

  const replaced = await data.updateSample(caller, id, input);
  return replaced ? Response.json(replaced) : notFound();
}

/** Changes the fields that are sent and leaves the others as they are. */
export async function PATCH(request: NextRequest, context: Context) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const patch = await readJson(request, samplePatch);
  if (patch instanceof Response) return patch;

  const changed = await data.updateSample(caller, id, patch);
  return changed ? Response.json(changed) : notFound();
}

export async function DELETE(request: NextRequest, context: Context) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  const deleted = id && (await data.deleteSample(caller, id));
  return deleted ? new Response(null, { status: 204 }) : notFound();
}
