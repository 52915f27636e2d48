import "server-only";

import { only } from "@/lib/fields";
import type { Page } from "@/lib/list";
import { problem } from "@/lib/problem";
import { sendPage, sendRecord } from "@/lib/reply";

// Related records: `?expand=customer` asks for what a record refers to, along with it.

/** What can be asked for: by its name, the field with the id, and what finds the records for whoever asks. */
export type Expansions = Record<
  string,
  {
    field: string;
    find: (request: Request, ids: string[]) => Promise<ReadonlyMap<string, object> | Response>;
  }
>;

/** What is asked for of it, or the response that says what is wrong with that. */
export function readExpand(request: Request, known: Expansions): Expansions | Response {
  const [text, ...more] = new URL(request.url).searchParams.getAll("expand");
  if (text === undefined) return {};
  const asked = text.split(",");
  const fault = more.length > 0 ? "Send this once." : faultOf(asked, Object.keys(known));
  if (fault === null)
    return Object.fromEntries(Object.entries(known).filter(([name]) => asked.includes(name)));
  const errors = [{ parameter: "expand", detail: fault }];
  return problem(400, "Please check the parameters.", { errors });
}

function faultOf(asked: string[], known: string[]): string | null {
  if (asked.some((name) => !known.includes(name))) return `Any of: ${known.join(", ")}.`;
  return new Set(asked).size < asked.length ? "Name each once." : null;
}

type Fields = string[] | null;

/** A record with what is asked for. It has no ETag then: what it refers to changes without it. */
export async function sendExpanded(
  request: Request,
  record: { updatedAt: Date },
  expand: Expansions,
  fields: Fields,
): Promise<Response> {
  if (Object.keys(expand).length === 0) return sendRecord(request, record, { fields });
  const expanded = await withExpanded(request, [record], expand);
  if (expanded instanceof Response) return expanded;
  return Response.json(only(expanded[0] ?? record, andExpanded(fields, expand)));
}

/** A page of a list, each record with what is asked for. */
export async function sendExpandedPage(
  request: Request,
  page: Page<object>,
  expand: Expansions,
  fields: Fields,
): Promise<Response> {
  const items = await withExpanded(request, page.items, expand);
  if (items instanceof Response) return items;
  return sendPage(request, { ...page, items }, andExpanded(fields, expand));
}

async function withExpanded(
  request: Request,
  records: object[],
  expand: Expansions,
): Promise<object[] | Response> {
  let expanded = records;
  for (const [name, { field, find }] of Object.entries(expand)) {
    const idOf = (record: object) => Reflect.get(record, field) as string | null;
    const ids = new Set(records.map(idOf).filter((id) => id !== null));
    const found = await find(request, [...ids]);
    if (found instanceof Response) return found;
    expanded = expanded.map((record) => ({
      ...record,
      [name]: found.get(idOf(record) ?? "") ?? null,
    }));
  }
  return expanded;
}

function andExpanded(fields: Fields, expand: Expansions): Fields {
  return fields && [...fields, ...Object.keys(expand)];
}
