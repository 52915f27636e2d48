import type { NextRequest } from "next/server";
import * as data from "@/data/projects";
import { readFields } from "@/lib/fields";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { readList } from "@/lib/list";
import { sendPage, sendRecord } from "@/lib/reply";
import { projectFilters, projectInput } from "@/lib/schemas/projects";

export const GET = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "projects:read");
  if (caller instanceof Response) return caller;

  const query = readList(request, projectFilters);
  if (query instanceof Response) return query;

  const fields = readFields(request, projectInput);
  if (fields instanceof Response) return fields;

  return sendPage(request, await data.listProjects(caller, query), fields);
});

export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "projects:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, projectInput);
  if (input instanceof Response) return input;

  return once(request, caller, input, async () => {
    const created = await data.createProject(caller, input);
    const headers = { Location: `/api/projects/${created.id}` };
    return sendRecord(request, created, { status: 201, headers });
  });
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
