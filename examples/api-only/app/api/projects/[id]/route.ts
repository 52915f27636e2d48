import type { NextRequest } from "next/server";
import * as data from "@/data/projects";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { notFound, readChange } from "@/lib/http";
import { parseId } from "@/lib/parse";
import { notChanged, readVersions, sendRecord } from "@/lib/reply";
import { projectInput, projectPatch } from "@/lib/schemas/projects";

type Context = RouteContext<"/api/projects/[id]">;

export const GET = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "projects:read");
  if (caller instanceof Response) return caller;

  const fields = readFields(request, projectInput);
  if (fields instanceof Response) return fields;

  const id = parseId((await context.params).id);
  const found = id && (await data.getProject(caller, id));
  return found ? sendRecord(request, found, { fields }) : notFound();
});

/** Replaces the record: fields that are left out go back to their defaults. */
export const PUT = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "projects:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getProject(caller, id);
  const input = await readChange(request, projectInput, stored);
  if (input instanceof Response) return input;

  const versions = readVersions(request);
  const replaced = await data.updateProject(caller, id, input, versions);
  return replaced ? sendRecord(request, replaced) : notChanged(await stored(), versions);
});

/** Changes the fields that are sent and leaves the others as they are. */
export const PATCH = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "projects:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const stored = () => data.getProject(caller, id);
  const patch = await readChange(request, projectPatch, stored);
  if (patch instanceof Response) return patch;

  const versions = readVersions(request);
  const changed = await data.updateProject(caller, id, patch, versions);
  return changed ? sendRecord(request, changed) : notChanged(await stored(), versions);
});

export const DELETE = handler(async (request: NextRequest, context: Context) => {
  const caller = await authenticate(request, "projects:write");
  if (caller instanceof Response) return caller;

  const id = parseId((await context.params).id);
  if (!id) return notFound();

  const versions = readVersions(request);
  const deleted = await data.deleteProject(caller, id, versions);
  if (deleted) return new Response(null, { status: 204 });
  return notChanged(await data.getProject(caller, id), versions);
});

export const { POST, OPTIONS } = allowOnly("GET", "PUT", "PATCH", "DELETE");
