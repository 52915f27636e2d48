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
import { asUsual, type ListQuery, type Operator, type Page, toPage, type Value } from "@/lib/list";

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

// Counting all of more would take longer than the page itself.
const MOST_COUNTED = 10_000;

/** A page of what `select` finds. An index ends with the id in each order: a page costs the same wherever it is. */
export async function readPage<
  Field extends string,
  Row extends { id: string } & Record<Field | "createdAt", unknown>,
>(
  question: Partial<ListQuery<Field | "createdAt">>,
  columns: { id: PgColumn } & Record<Field | "createdAt", PgColumn>,
  select: (part: Part) => Select<Row>,
): Promise<Page<Row>> {
  const query = asUsual(question);
  const { descending, field } = query.sort;
  const asked = and(
    ...query.where.map(({ field, operator, value }) => COMPARE[operator](columns[field], value)),
  );
  const order = [columns[field], columns.id].map((column) =>
    descending ? desc(column) : asc(column),
  );
  const rows: Row[] = [];
  for (const part of partsOf(query, columns)) {
    const limit = query.limit + 1 - rows.length;
    if (limit > 0) rows.push(...(await select({ where: and(asked, part), order, limit })));
  }
  return toPage(rows, query, query.count ? await countOf(select, asked) : null);
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

/** The rows that have a value to be sorted by, from the last page's end on, and then those that have none. */
function partsOf<Field extends string>(
  { sort, after }: ListQuery<Field>,
  columns: { id: PgColumn } & Record<Field, PgColumn>,
): (SQL | undefined)[] {
  const { id, [sort.field]: column } = columns;
  const follows = sql.raw(sort.descending ? "<" : ">");
  const onward = after && sql`${id} ${follows} ${after.id}`;
  const beyond =
    after &&
    sql`(${column}, ${id}) ${follows} (${sql.param(after.value, column)}, ${sql.param(after.id, id)})`;
  if (column.notNull) return [beyond ?? undefined];
  if (after?.value === null) return [and(isNull(column), onward ?? undefined)];
  return [and(isNotNull(column), beyond ?? undefined), isNull(column)];
}

/** How many there are, or null: more than can be counted at once. */
async function countOf(select: (part: Part) => Select<unknown>, where: SQL | undefined) {
  const found = select({ where, order: [], limit: MOST_COUNTED + 1 }).as("found");
  const [row] = await db().select({ total: count() }).from(found);
  return row && row.total <= MOST_COUNTED ? row.total : null;
}
