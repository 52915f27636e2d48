import type { NextRequest } from "next/server";
import * as data from "@/data/projects";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readChange } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { projectInput, projectPatch } from "@/lib/schemas/projects";

type Context = RouteContext<"/api/projects/[id]">;

export const GET = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  const found = id && (await data.getProject(caller, id));
  return found ? Response.json(found) : notFound();
});

/** Replaces the record: fields that are left out go back to their defaults. */
export const PUT = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getProject(caller, id);
  const input = await readChange(request, projectInput, stored);
  if (input instanceof Response) return input;

  const replaced = await data.updateProject(caller, id, input);
  return replaced ? Response.json(replaced) : notFound();
});

/** Changes the fields that are sent and leaves the others as they are. */
export const PATCH = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getProject(caller, id);
  const patch = await readChange(request, projectPatch, stored);
  if (patch instanceof Response) return patch;

  const changed = await data.updateProject(caller, id, patch);
  return changed ? Response.json(changed) : notFound();
});

export const DELETE = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  const deleted = id && (await data.deleteProject(caller, id));
  return deleted ? new Response(null, { status: 204 }) : notFound();
});

export const { POST, OPTIONS } = allowOnly("GET", "PUT", "PATCH", "DELETE");
