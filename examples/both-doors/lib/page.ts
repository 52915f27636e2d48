import { problem } from "@/lib/http";
import { parseId } from "@/lib/parse";

/** One page of a list, newest first: how many, and after which record. */
export type PageRequest = { limit: number; after: { createdAt: Date; id: string } | null };
export type Page<Item> = { items: Item[]; next: string | null };

/** A handler's search parameters, or a page's. */
type Params = URLSearchParams | Record<string, string | string[] | undefined>;

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 50;

/** A page's `?limit=…&after=…`; what makes no sense falls back to the first page, as people expect. */
export function pageRequest(params: Params): PageRequest {
  return {
    limit: parseLimit(read(params, "limit")) ?? DEFAULT_LIMIT,
    after: decode(read(params, "after") ?? ""),
  };
}

/** A handler's `?limit=…&after=…`, or the response that names what makes no sense. */
export function readPage(params: URLSearchParams): PageRequest | Response {
  const errors = new Map<string, string[]>();
  for (const name of params.keys()) {
    const reason = complaint(name, params.getAll(name));
    if (reason) errors.set(name, [reason]);
  }
  if (errors.size === 0) return pageRequest(params);
  return problem(400, "Please check the parameters.", { errors: Object.fromEntries(errors) });
}

function complaint(name: string, values: string[]): string | null {
  const [value = "", ...more] = values;
  if (name !== "limit" && name !== "after") return "There is no such parameter.";
  if (more.length > 0) return "Send this once.";
  if (name === "limit") return parseLimit(value) ? null : `A number from 1 to ${MAX_LIMIT}.`;
  return decode(value) ? null : "This is no place in the list.";
}

function parseLimit(text: string | null): number | null {
  const limit = /^\d{1,3}$/.test(text ?? "") ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : null;
}

/** The `Link` header (RFC 8288) that leads to the next page, if there is one. */
export function nextLink(url: URL, next: string | null): HeadersInit {
  if (!next) return {};
  const params = new URLSearchParams(url.search);
  params.set("after", next);
  return { Link: `<${url.pathname}?${params}>; rel="next"` };
}

/** Cut one record more than asked for into a page and the cursor of the next one. */
export function toPage<Item extends { id: string; createdAt: Date }>(
  rows: Item[],
  { limit }: PageRequest,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? `${last.createdAt.getTime()}.${last.id}` : null;
  return { items, next };
}

// Fourteen digits of milliseconds end in the year 5138: any such moment PostgreSQL can compare with.
const CURSOR = /^(\d{1,14})\.(.+)$/;

function decode(cursor: string): PageRequest["after"] {
  const [, time, text] = CURSOR.exec(cursor) ?? [];
  const id = parseId(text);
  return id ? { createdAt: new Date(Number(time)), id } : null;
}

function read(params: Params, name: string): string | null {
  const value = params instanceof URLSearchParams ? params.get(name) : params[name];
  return typeof value === "string" ? value : null;
}
