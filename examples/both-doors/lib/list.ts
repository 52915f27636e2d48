import { z } from "zod";
import { moment } from "@/lib/field-types";
import { parse, parseId } from "@/lib/parse";
import { problem } from "@/lib/problem";

// The one way to ask for a list. A handler and a page read the question from their parameters, and the
// data layer answers it (db/list.ts).

/** What is asked of a list: which records, in which order, from which place on, and how many. */
export type ListQuery<Field extends string = string> = {
  where: { field: Field; operator: Operator; value: Value }[];
  /** Words that their texts have to have, as somebody typed them; null for whatever texts. */
  search: string | null;
  sort: Sort<Field>;
  after: Place | null;
  /** Where the page ends, for one on the way back; `END` for the last page. */
  before: Place | typeof END | null;
  limit: number;
  /** Whether to say how many there are in all. */
  count: boolean;
  /** Whether to say where in the list the page is, as a page for people does. */
  numbered: boolean;
};

export const END = "end";

export type Sort<Field extends string> = { field: Field; descending: boolean };
/** Where a page ended: by what its last record is sorted, and that record's id. */
export type Place = { value: Value | null; id: string };
export type Operator = "=" | ">=" | "<" | "<=";
export type Value = string | number | boolean | Date;

/** `total` is null where nobody asked for it, and where there are too many to count. */
export type Page<Item> = {
  items: Item[];
  next: string | null;
  total: number | null;
  /** Of a page that is numbered: what leads back, and the number of its first record, as far as one counts. */
  previous?: string | null;
  start?: number | null;
};

/** The page of a question that makes no sense. */
export const NO_PAGE: Page<never> = { items: [], next: null, total: 0 };

/** Counting all of more would take longer than the page itself. */
export const MOST_COUNTED = 10_000;

/** How a list can be narrowed down by a field, and whether it can be sorted by it. */
export type Filter = {
  /** Reads a value from the text in an address. */
  value: z.ZodType<Value>;
  /** What a parameter's name has after the field's, and how its value compares. */
  operators: Record<string, Operator | "has">;
  sorts: boolean;
  /** How a list is sorted by it that nobody asked for in another order. */
  usual?: "ascending" | "descending";
};
export type Filters<Field extends string = string> = Record<Field, Filter>;
type Asked<Own extends Filters> = ListQuery<Exclude<keyof Own & string, "q"> | "createdAt">;
/** What can be asked of a list that has these filters; what is left out is as `asUsual` has it. */
export type QueryOf<Own extends Filters> = Partial<Asked<Own>>;

/** `?state=open`: what has this very value. */
export function exactly(value: Filter["value"]): Filter {
  return { value, operators: { "": "=" }, sorts: false };
}

/** `?due=…&dueFrom=…&dueBefore=…` and `?sort=due`: what comes earlier or later. */
export function during(value: Filter["value"]): Filter {
  return { value, operators: { "": "=", From: ">=", Before: "<" }, sorts: true };
}

/** `?priority=…&priorityMin=…&priorityMax=…` and `?sort=priority`: what is less or more. */
export function between(value: Filter["value"]): Filter {
  return { value, operators: { "": "=", Min: ">=", Max: "<=" }, sorts: true };
}

/** `?sort=name`: in the order of the alphabet, as the database has it. */
export function alphabetically(): Filter {
  return { value: z.string().max(255), operators: {}, sorts: true };
}

/** The order of a list that nobody asked for in another one: by this field, the least first. */
export function ascending(filter: Filter): Filter {
  return { ...filter, usual: "ascending" };
}

/** The order of a list that nobody asked for in another one: by this field, the most first. */
export function descending(filter: Filter): Filter {
  return { ...filter, usual: "descending" };
}

/** `?q=…`: what has these words in its texts, all of them. */
export function words(): Filter {
  const value = z.string().min(1).max(200);
  return { value, operators: { "": "has" }, sorts: false };
}

/** Yes or no, as an address has it. */
export const flag = () => z.enum(["true", "false"]).transform((text) => text === "true");

/** A number, as an address has it. */
export const numeric = (number: z.ZodType<number, number>) => {
  const { $schema, ...described } = z.toJSONSchema(number);
  return z
    .string()
    .regex(/^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?$/i, "Enter a number.")
    .transform(Number)
    .pipe(number)
    .meta(described);
};

// What every list can be asked for; without `sort`, and where no field says otherwise, it is newest first.
export const ALWAYS = { createdAt: during(moment()) };
export const MAX_LIMIT = 100;
export const DEFAULT_LIMIT = 50;

/**
 * A handler's question, or the response that says which parameters make no sense.
 *
 * There may be `others`, which are none of a list's.
 */
export function readList<Own extends Filters>(
  request: Request,
  filters: Own,
  others: string[] = [],
): Asked<Own> | Response {
  const params = new URL(request.url).searchParams;
  const { query, errors } = read(params, filters, new Set([...PAGING, ...others]));
  if (errors.size === 0) return { ...query, count: wantsCount(request.headers) };
  if (errors.size === 1 && errors.has("after") && CURSOR.test(params.get("after") ?? "")) {
    return problem(404, "There is no such place in this list.");
  }
  return refused(errors);
}

/** The question of an export, or the response that says which parameters make no sense. */
export function readWhole<Own extends Filters>(
  request: Request,
  filters: Own,
): Asked<Own> | Response {
  const { query, errors } = wholeQuery(new URL(request.url).searchParams, filters);
  return errors.size === 0 ? query : refused(errors);
}

function refused(errors: Map<string, string>): Response {
  const faults = [...errors].map(([parameter, detail]) => ({ parameter, detail }));
  return problem(400, "Please check the parameters.", { errors: faults });
}

/** A page's question; what makes no sense is left out, as people expect. */
export function listQuery<Own extends Filters>(
  params: Record<string, string | string[] | undefined>,
  filters: Own,
): Asked<Own> {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "string") given.set(name, value);
  }
  return read(given, filters, PAGING).query;
}

/** A page's question, and what in it makes no sense, by parameter; parameters that are not a list's are passed over. */
export function pageQuery<Own extends Filters>(
  params: URLSearchParams,
  filters: Own,
): { query: Asked<Own>; errors: Map<string, string> } {
  const own = new Set([...parametersOf({ ...ALWAYS, ...filters }).keys(), ...PAGE]);
  const given = new URLSearchParams([...params].filter(([name]) => own.has(name)));
  const { query, errors } = read(given, filters, PAGE);
  // Nobody types these: what is wrong with them is an old link, which leads to the first page.
  for (const name of PAGE) errors.delete(name);
  return { query: { ...query, count: true, numbered: true }, errors };
}

/** The question for a whole list, which has an order and no pages, and what in it makes no sense. */
export function wholeQuery<Own extends Filters>(params: URLSearchParams, filters: Own) {
  return read(params, filters, new Set(["sort"]));
}

// RFC 7240: a wish, which nobody has to grant.
function wantsCount(headers: Headers): boolean {
  return (headers.get("prefer") ?? "").split(",").some((wish) => wish.trim() === "count=exact");
}

function read<Own extends Filters>(params: URLSearchParams, own: Own, paging: Set<string>) {
  const filters: Filters = { ...ALWAYS, ...own };
  const parameters = parametersOf(filters);
  for (const name of paging) parameters.delete(name);
  const sorts = sortsOf(filters);
  const errors = new Map<string, string>();
  const asked = new Map<string, string>();
  for (const name of new Set(params.keys())) {
    const [text = "", ...more] = params.getAll(name);
    if (more.length > 0) errors.set(name, "Send this once.");
    else if (!parameters.has(name) && !paging.has(name))
      errors.set(name, "There is no such parameter.");
    else asked.set(name, text);
  }
  const take = <T>(name: string, read: (text: string) => T | null, reason: string): T | null => {
    const text = asked.get(name);
    const value = text === undefined ? null : read(text);
    if (text !== undefined && value === null) errors.set(name, reason);
    return value;
  };
  const where: ListQuery["where"] = [];
  let search: string | null = null;
  for (const [name, { field, operator, value }] of parameters) {
    if (!asked.has(name)) continue;
    const result = parse(value, asked.get(name));
    if (!result.ok) errors.set(name, result.error);
    else if (operator === "has") search = String(result.data);
    else where.push({ field, operator, value: result.data });
  }
  const limit = take("limit", parseLimit, `A number from 1 to ${MAX_LIMIT}.`) ?? DEFAULT_LIMIT;
  const ways = `One of: ${[...sorts.keys()].join(", ")}.`;
  const sort = take("sort", (text) => sorts.get(text) ?? null, ways) ?? usualSort(filters);
  const { value } = filters[sort.field] ?? ALWAYS.createdAt;
  const place = (text: string) => placeOf(text, sort, value);
  const after = take("after", place, "This is no place in this list.");
  const end = (text: string) => (text === END ? END : place(text));
  const before = paging.has("before")
    ? take("before", end, "This is no place in this list.")
    : null;
  // The fields are those of the filters: nothing else is a parameter.
  const query = asUsual({ where, search, sort, after, before, limit }) as Asked<Own>;
  return { query, errors };
}

// `fields` is read by lib/fields.ts.
const PAGING = new Set(["limit", "sort", "after", "fields"]);
const PAGE = new Set(["limit", "sort", "after", "before"]);
const NEWEST_FIRST = { field: "createdAt", descending: true } as const;

/** A whole question; what it leaves out asks for the first page of all there are, newest first. */
export function asUsual<Field extends string>({
  where = [],
  search = null,
  sort = NEWEST_FIRST,
  after = null,
  before = null,
  limit = DEFAULT_LIMIT,
  count = false,
  numbered = false,
}: Partial<ListQuery<Field | "createdAt">>): ListQuery<Field | "createdAt"> {
  return { where, search, sort, after, before, limit, count, numbered };
}

/** The parameters by which a list is narrowed down: what each is about, and how its value is read. */
export function parametersOf(filters: Filters) {
  type Parameter = { field: string; operator: Operator | "has"; value: Filter["value"] };
  const parameters = new Map<string, Parameter>();
  for (const [field, { operators, value }] of Object.entries(filters)) {
    for (const [ending, operator] of Object.entries(operators)) {
      parameters.set(`${field}${ending}`, { field, operator, value });
    }
  }
  return parameters;
}

/** What a list can be sorted by, as its parameter says it: `due` and `-due`. */
export function sortsOf(filters: Filters): Map<string, Sort<string>> {
  const sorts = new Map<string, Sort<string>>();
  for (const [field, { sorts: isOffered }] of Object.entries(filters)) {
    if (!isOffered) continue;
    sorts.set(field, { field, descending: false });
    sorts.set(`-${field}`, { field, descending: true });
  }
  return sorts;
}

/** How a list is sorted that nobody asked for in another order. */
export function usualSort(filters: Filters): Sort<string> {
  for (const [field, { usual }] of Object.entries(filters)) {
    if (usual) return { field, descending: usual === "descending" };
  }
  return NEWEST_FIRST;
}

function parseLimit(text: string): number | null {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : null;
}

/** Cut one record more than asked for into a page and the cursor of the next one. */
export function toPage<Field extends string, Item extends { id: string } & Record<Field, unknown>>(
  rows: Item[],
  { limit, sort }: Pick<ListQuery<Field>, "limit" | "sort">,
  total: number | null,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? cursorOf(last, sort) : null;
  return { items, next, total };
}

/** The place of a record in an order. */
export function placeIn<Field extends string>(
  record: { id: string } & Record<Field, unknown>,
  { field }: Sort<Field>,
): Place {
  return { value: (record[field] ?? null) as Value | null, id: record.id };
}

// A cursor says to which order it belongs: in another one it would lead somewhere else.
export function cursorOf<Field extends string>(
  record: { id: string } & Record<Field, unknown>,
  sort: Sort<Field>,
): string | null {
  const { value, id } = placeIn(record, sort);
  // PostgreSQL knows moments that JavaScript does not, such as `infinity`: there is no way on from there.
  if (value instanceof Date && Number.isNaN(value.getTime())) return null;
  const text = value instanceof Date ? value.toISOString() : value;
  const { field, descending } = sort;
  return Buffer.from(JSON.stringify([field, descending, text, id])).toString("base64url");
}

function placeOf(cursor: string, sort: Sort<string>, schema: Filter["value"]): Place | null {
  const place: unknown = decoded(cursor);
  if (!Array.isArray(place) || place.length !== 4) return null;
  const [field, descending, text, name] = place;
  const id = parseId(name);
  if (field !== sort.field || descending !== sort.descending || id === null) return null;
  if (text === null) return { value: null, id };
  if (typeof text === "object") return null;
  const value = parse(schema, String(text));
  return value.ok ? { value: value.data, id } : null;
}

// As long as a text of 255 characters makes it, whatever they are.
export const CURSOR = /^[\w-]{1,3000}$/;

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return null;
  }
}

/** The `Link` header (RFC 8288) that leads to the next page, if there is one. */
export function nextLink(request: Request, next: string | null): HeadersInit {
  if (!next) return {};
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("after", next);
  return { Link: `<${pathname}?${searchParams}>; rel="next"` };
}
