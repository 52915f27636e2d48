import "server-only";

import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import {
  inUse,
  type Referrer,
  readNames,
  readOffers,
  unlessInUse,
  whileThere,
} from "@/db/references";
import { categories } from "@/db/schema/categories";
import { whereTaken, writeEach } from "@/db/taken";
import { discard } from "@/db/undo";
import type { Refused } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { Offers } from "@/lib/offers";
import type { CategoryInput, CategoryPatch, CategoryQuery } from "@/lib/schemas/categories";

// The only code that touches the table `categories`. Its records belong to all who are signed in:
// every function takes a caller first, as proof that a guard has asked.

const columns = {
  id: categories.id,
  name: categories.name,
  parentId: categories.parentId,
  createdAt: categories.createdAt,
  updatedAt: categories.updatedAt,
};

const naming = { id: categories.id, name: categories.name };

export type Category = Pick<typeof categories.$inferSelect, keyof typeof columns>;

export async function listCategories(
  caller: Caller,
  query: CategoryQuery,
): Promise<Page<Category>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(categories)
      .where(and(mayRead(caller), matching(query.search, categories.name), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getCategory(caller: Caller, id: string): Promise<Category | null> {
  const [row] = await db()
    .select(columns)
    .from(categories)
    .where(and(eq(categories.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createCategory(caller: Caller, input: CategoryInput): Promise<Category> {
  const [row] = await whileThere([input], targets(caller), () =>
    db().insert(categories).values(input).returning(columns).catch(whereTaken(categories, columns)),
  );
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new categories, or why there is none, in the order in which they were sent. */
export function createManyCategories(
  caller: Caller,
  input: CategoryInput[],
): Promise<(Category | Refused)[]> {
  return writeEach(input, (some) =>
    whileThere(some, targets(caller), () =>
      db()
        .insert(categories)
        .values(some)
        .returning(columns)
        .catch(whereTaken(categories, columns)),
    ),
  );
}

/**
 * The changed category, or null when there is none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateCategory(
  caller: Caller,
  id: string,
  patch: CategoryPatch,
  versions?: Date[],
): Promise<Category | null> {
  const [row] = await whileThere([patch], targets(caller), () =>
    db()
      .update(categories)
      .set({ ...patch, updatedAt: later() })
      .where(and(eq(categories.id, id), mayChange(caller), isStill(versions)))
      .returning(columns)
      .catch(whereTaken(categories, columns)),
  );
  return row ?? null;
}

/** False when there is no category with this id. */
export async function deleteCategory(
  caller: Caller,
  id: string,
  versions?: Date[],
): Promise<boolean> {
  const where = and(eq(categories.id, id), mayChange(caller), isStill(versions));
  const rows = await unlessReferred(caller, where, () =>
    db().delete(categories).where(where).returning({ id: categories.id }),
  );
  return rows.length > 0;
}

/** Which of these are deleted, which others are there, but not for the caller to delete, and which are referred to. */
export async function deleteManyCategories(caller: Caller, ids: string[]) {
  // Locked: from now on nothing new refers to them.
  const own = await db()
    .select({ id: categories.id })
    .from(categories)
    .where(and(inArray(categories.id, ids), mayChange(caller)))
    .orderBy(categories.id)
    .for("update");
  const found = own.map(({ id }) => id);
  const referred = await inUse(found, "category", referrers(caller));
  const free = found.filter((id) => !referred.has(id));
  await db()
    .delete(categories)
    .where(and(inArray(categories.id, free), mayChange(caller)));
  const stored = await db()
    .select({ id: categories.id })
    .from(categories)
    .where(and(inArray(categories.id, ids), mayRead(caller)));
  return { deleted: free, kept: stored.map(({ id }) => id), inUse: referred };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardCategories(
  caller: Caller,
  ids: string[],
  batch: string,
): Promise<number> {
  const where = and(inArray(categories.id, ids), mayChange(caller));
  return unlessReferred(caller, where, () => discard(categories, where, caller, batch));
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingCategories(
  caller: Caller,
  query: CategoryQuery,
  batch: string,
): Promise<number> {
  return inBatches(async (limit) => {
    const found = db()
      .select({ id: categories.id })
      .from(categories)
      .where(
        and(mayChange(caller), matching(query.search, categories.name), narrowed(query, columns)),
      )
      .limit(limit);
    const ids = (await found).map(({ id }) => id);
    return discardCategories(caller, ids, batch);
  });
}

/** Which of these the caller may refer to; none of them goes before the transaction ends. */
export async function holdCategories(caller: Caller, ids: string[]): Promise<string[]> {
  const rows = await db()
    .select({ id: categories.id })
    .from(categories)
    .where(and(inArray(categories.id, ids), mayRead(caller)))
    .orderBy(categories.id)
    .for("key share");
  return rows.map(({ id }) => id);
}

/** Those of these that the caller may read, by their ids. */
export async function findCategories(
  caller: Caller,
  ids: string[],
): Promise<Map<string, Category>> {
  const rows = await db()
    .select(columns)
    .from(categories)
    .where(and(inArray(categories.id, ids), mayRead(caller)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a form offers that refers to categories: those that a search finds, or those that are `chosen` and the newest ones. */
export function offerCategories(
  caller: Caller,
  chosen: (string | null)[],
  search?: string,
): Promise<Offers> {
  const found = matching(search, categories.name);
  return readOffers(chosen, ({ ids, limit }) =>
    db()
      .select(naming)
      .from(categories)
      .where(and(mayRead(caller), ids ? inArray(categories.id, ids) : found))
      .orderBy(desc(categories.createdAt), desc(categories.id))
      .limit(limit),
  );
}

/** What categories are called, by their ids. */
export function nameCategories(
  caller: Caller,
  ids: (string | null)[],
): Promise<Map<string, string>> {
  return readNames(ids, (known) =>
    db()
      .select(naming)
      .from(categories)
      .where(and(inArray(categories.id, known), mayRead(caller))),
  );
}

/** Everybody who is signed in may read every category. */
function mayRead(_caller: Caller): SQL | undefined {
  return undefined;
}

/** Everybody who is signed in may change every category. */
function mayChange(_caller: Caller): SQL | undefined {
  return undefined;
}

/** What the fields of categories may refer to. */
function targets(caller: Caller) {
  return {
    parentId: { one: "category", hold: (ids: string[]) => holdCategories(caller, ids) },
  };
}

/** Delete what is there, unless records refer to it. */
function unlessReferred<Result>(
  caller: Caller,
  where: SQL | undefined,
  remove: () => PromiseLike<Result>,
) {
  const found = db().select({ id: categories.id }).from(categories).where(where);
  return unlessInUse(found, "category", referrers(caller), remove);
}

/** What keeps categories from being deleted, and which of that the caller may know of. */
function referrers(_caller: Caller): Referrer[] {
  return [
    {
      table: categories,
      column: categories.parentId,
      one: "category",
      many: "categories",
    },
  ];
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${categories.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(categories.updatedAt, versions);
}
