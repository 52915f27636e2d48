import type { NextRequest } from "next/server";
import * as data from "@/data/presets";
import { authenticate } from "@/lib/guard";
import { notFound, readJson } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { presetInput, presetPatch } from "@/lib/schemas/presets";

type Context = RouteContext<"/api/presets/[id]">;

export async function GET(request: NextRequest, context: Context) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  const found = id && (await data.getPreset(caller, id));
  return found ? Response.json(found) : notFound();
}

/** Replaces the record: fields that are left out go back to their defaults. */
export async function PUT(request: NextRequest, context: Context) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const input = await readJson(request, presetInput);
  if (input instanceof Response) return input;

  const replaced = await data.updatePreset(caller, id, input);
  return replaced ? Response.json(replaced) : notFound();
}

/** Changes the fields that are sent and leaves the others as they are. */
export async function PATCH(request: NextRequest, context: Context) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const patch = await readJson(request, presetPatch);
  if (patch instanceof Response) return patch;

  const changed = await data.updatePreset(caller, id, patch);
  return changed ? Response.json(changed) : notFound();
}

export async function DELETE(request: NextRequest, context: Context) {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  const deleted = id && (await data.deletePreset(caller, id));
  return deleted ? new Response(null, { status: 204 }) : notFound();
}
