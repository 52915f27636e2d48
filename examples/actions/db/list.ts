import "server-only";

import type { Subquery } from "drizzle-orm";
import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  isNotNull,
  isNull,
  lt,
  lte,
  type SQL,
  sql,
} from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db";
import { searched } from "@/db/schema/searched";
import {
  asUsual,
  cursorOf,
  END,
  type ListQuery,
  MOST_COUNTED,
  type Operator,
  type Page,
  type Place,
  placeIn,
  type Sort,
  toPage,
  type Value,
} from "@/lib/list";

// How Drizzle answers the questions of lib/list.ts.

/** Which rows to read, in which order, and how many at most. */
export type Part = { where: SQL | undefined; order: SQL[]; limit: number };

/** A query that is run when it is awaited. */
type Select<Row> = PromiseLike<Row[]> & { as(name: string): Subquery };

const COMPARE: Record<Operator, (column: PgColumn, value: Value) => SQL> = {
  "=": eq,
  ">=": gte,
  "<": lt,
  "<=": lte,
};

type Columns<Field extends string> = { id: PgColumn } & Record<Field, PgColumn>;
type Listed<Field extends string> = { id: string } & Record<Field, unknown>;

/** A page of what `select` finds. An index ends with the id in each order: a page costs the same wherever it is. */
export async function readPage<Field extends string, Row extends Listed<Field | "createdAt">>(
  question: Partial<ListQuery<Field | "createdAt">>,
  columns: Columns<Field | "createdAt">,
  select: (part: Part) => Select<Row>,
): Promise<Page<Row>> {
  const query = asUsual(question);
  const list = { columns, select, where: narrowed(query, columns), sort: query.sort };
  const page = await readNear(query, list);
  const total = query.count ? await countOf(list, [undefined]) : null;
  return query.numbered
    ? { ...page, total, ...(await numberOf(page, query, list)) }
    : { ...page, total };
}
// Few enough that none of them keeps others waiting.
const BATCH = 500;

/** Let `work` do away with so many rows at a time, until there are no more; says how many those were. */
export async function inBatches(work: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await work(BATCH);
    total += done;
    if (done < BATCH) return total;
  }
}

/** What meets all that a list is narrowed down by, but for its search. */
export function narrowed<Field extends string>(
  { where = [] }: Partial<ListQuery<Field>>,
  columns: Record<Field, PgColumn>,
): SQL | undefined {
  return and(
    ...where.map(({ field, operator, value }) => COMPARE[operator](columns[field], value)),
  );
}

/** What has each word of a search in one of these columns: words that begin like it, in any case. */
export function matching(search: string | null = null, ...columns: PgColumn[]): SQL | undefined {
  if (search === null) return undefined;
  const words = search.match(WORDS)?.map((word) => `'${word}':*`) ?? [];
  // In a query of its own, the words are not known to the planner: it uses the index for whatever words,
  // and never reads all texts again because a word is a common one.
  const query = sql`(select to_tsquery('simple', ${words.join(" & ")}))`;
  return words.length > 0 ? sql`${searched(...columns)} @@ ${query}` : sql`false`;
}

// With nothing in them that means something to PostgreSQL.
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/** What begins like this, in any case: for what has no words, such as a number. */
export function beginning(text: string | undefined, column: PgColumn): SQL | undefined {
  if (text === undefined) return undefined;
  // These mean something to LIKE, and there is no NUL in a text of PostgreSQL's.
  const start = text.replaceAll("\0", "").replace(/[\\%_]/g, "\\$&");
  return sql`${column}::text ilike ${`${start}%`}`;
}

/** The records that a question asks for, in one order. */
type List<Field extends string, Row> = {
  columns: Columns<Field>;
  select: (part: Part) => Select<Row>;
  where: SQL | undefined;
  sort: Sort<Field>;
};

async function readNear<Field extends string, Row extends Listed<Field>>(
  { after, before, limit, numbered }: ListQuery<Field>,
  list: List<Field, Row>,
): Promise<Page<Row>> {
  if (before !== null) return readBefore(before, limit, list);
  const page = await readAfter(after, limit, list);
  // People whose page is gone see the one before it.
  return numbered && after && page.items.length === 0 ? readBefore(END, limit, list) : page;
}

async function readAfter<Field extends string, Row extends Listed<Field>>(
  place: Place | null,
  limit: number,
  list: List<Field, Row>,
): Promise<Page<Row>> {
  const rows = await read(list, partsAfter(place, list), limit + 1, list.sort.descending);
  return toPage(rows, { limit, sort: list.sort }, null);
}

async function readBefore<Field extends string, Row extends Listed<Field>>(
  place: Place | typeof END,
  limit: number,
  list: List<Field, Row>,
): Promise<Page<Row>> {
  const rows = await read(list, partsBefore(place, list), limit + 1, !list.sort.descending);
  // Whoever comes to the beginning sees a whole page of it.
  if (rows.length <= limit) return readAfter(null, limit, list);
  const items = rows.slice(0, limit).reverse();
  const last = items.at(-1);
  return { items, next: last && place !== END ? cursorOf(last, list.sort) : null, total: null };
}

/** The number of a page's first record, and what leads back from it. */
async function numberOf<Field extends string, Row extends Listed<Field>>(
  { items: [first] }: Page<Row>,
  { after, before }: ListQuery<Field>,
  list: List<Field, Row>,
): Promise<Pick<Page<Row>, "start" | "previous">> {
  if (!first || (after === null && before === null)) return { start: 1, previous: null };
  const previous = cursorOf(first, list.sort);
  if (previous === null) return { start: null, previous };
  const preceding = await countOf(list, partsBefore(placeIn(first, list.sort), list));
  return preceding === null
    ? { start: null, previous }
    : { start: preceding + 1, previous: preceding > 0 ? previous : null };
}

/** Rows of one part after the other, until there are enough. */
async function read<Field extends string, Row>(
  { columns, select, where, sort }: List<Field, Row>,
  parts: (SQL | undefined)[],
  limit: number,
  descending: boolean,
): Promise<Row[]> {
  const order = [columns[sort.field], columns.id].map(descending ? desc : asc);
  const rows: Row[] = [];
  for (const part of parts) {
    const left = limit - rows.length;
    if (left > 0) rows.push(...(await select({ where: and(where, part), order, limit: left })));
  }
  return rows;
}

/** How many there are in all parts, or null: more than can be counted at once. */
async function countOf<Field extends string>(
  { select, where }: List<Field, unknown>,
  parts: (SQL | undefined)[],
): Promise<number | null> {
  let total = 0;
  for (const part of parts) {
    const limit = MOST_COUNTED + 1 - total;
    const found = select({ where: and(where, part), order: [], limit }).as("found");
    const [row] = await db().select({ total: count() }).from(found);
    total += row?.total ?? 0;
    if (total > MOST_COUNTED) return null;
  }
  return total;
}

/** What comes after a place: the rows that have a value to be sorted by, and then those that have none. */
function partsAfter<Field extends string>(
  place: Place | null,
  { columns, sort }: Pick<List<Field, unknown>, "columns" | "sort">,
): (SQL | undefined)[] {
  const { [sort.field]: column } = columns;
  const beyond = place && beyondPlace(place, columns, column, sort.descending ? "<" : ">");
  if (column.notNull) return [beyond ?? undefined];
  if (place?.value === null) return [and(isNull(column), beyond ?? undefined)];
  return [and(isNotNull(column), beyond ?? undefined), isNull(column)];
}

/** What comes before a place, from there on: those without a value first, where the place is among them. */
function partsBefore<Field extends string>(
  place: Place | typeof END,
  { columns, sort }: Pick<List<Field, unknown>, "columns" | "sort">,
): (SQL | undefined)[] {
  const { [sort.field]: column } = columns;
  const beyond =
    place === END ? undefined : beyondPlace(place, columns, column, sort.descending ? ">" : "<");
  if (column.notNull) return [beyond];
  if (place !== END && place.value !== null) return [and(isNotNull(column), beyond)];
  return [and(isNull(column), beyond), isNotNull(column)];
}

function beyondPlace(
  { value, id }: Place,
  columns: { id: PgColumn },
  column: PgColumn,
  direction: "<" | ">",
): SQL {
  const compares = sql.raw(direction);
  // Of a column that always has a value, a place without one is none.
  if (value === null) return column.notNull ? sql`false` : sql`${columns.id} ${compares} ${id}`;
  const place = sql`(${sql.param(value, column)}, ${sql.param(id, columns.id)})`;
  return sql`(${column}, ${columns.id}) ${compares} ${place}`;
}
