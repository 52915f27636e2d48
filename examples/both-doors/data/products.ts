import "server-only";

import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { holdCategories } from "@/data/categories";
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
import { orderItems } from "@/db/schema/order-items";
import { products } from "@/db/schema/products";
import { writeEach } from "@/db/taken";
import { discard } from "@/db/undo";
import type { Refused } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { Offers } from "@/lib/offers";
import type { ProductInput, ProductPatch, ProductQuery } from "@/lib/schemas/products";

// The only code that touches the table `products`. Its records belong to all who are signed in:
// every function takes a caller first, as proof that a guard has asked.

const columns = {
  id: products.id,
  name: products.name,
  price: products.price,
  categoryId: products.categoryId,
  createdAt: products.createdAt,
  updatedAt: products.updatedAt,
};

const naming = { id: products.id, name: products.name };

export type Product = Pick<typeof products.$inferSelect, keyof typeof columns>;

export async function listProducts(caller: Caller, query: ProductQuery): Promise<Page<Product>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(products)
      .where(and(mayRead(caller), matching(query.search, products.name), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getProduct(caller: Caller, id: string): Promise<Product | null> {
  const [row] = await db()
    .select(columns)
    .from(products)
    .where(and(eq(products.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createProduct(caller: Caller, input: ProductInput): Promise<Product> {
  const [row] = await whileThere([input], targets(caller), () =>
    db().insert(products).values(input).returning(columns),
  );
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new products, or why there is none, in the order in which they were sent. */
export function createManyProducts(
  caller: Caller,
  input: ProductInput[],
): Promise<(Product | Refused)[]> {
  return writeEach(input, (some) =>
    whileThere(some, targets(caller), () => db().insert(products).values(some).returning(columns)),
  );
}

/**
 * The changed product, or null when there is none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateProduct(
  caller: Caller,
  id: string,
  patch: ProductPatch,
  versions?: Date[],
): Promise<Product | null> {
  const [row] = await whileThere([patch], targets(caller), () =>
    db()
      .update(products)
      .set({ ...patch, updatedAt: later() })
      .where(and(eq(products.id, id), mayChange(caller), isStill(versions)))
      .returning(columns),
  );
  return row ?? null;
}

/** False when there is no product with this id. */
export async function deleteProduct(
  caller: Caller,
  id: string,
  versions?: Date[],
): Promise<boolean> {
  const where = and(eq(products.id, id), mayChange(caller), isStill(versions));
  const rows = await unlessReferred(caller, where, () =>
    db().delete(products).where(where).returning({ id: products.id }),
  );
  return rows.length > 0;
}

/** Which of these are deleted, which others are there, but not for the caller to delete, and which are referred to. */
export async function deleteManyProducts(caller: Caller, ids: string[]) {
  // Locked: from now on nothing new refers to them.
  const own = await db()
    .select({ id: products.id })
    .from(products)
    .where(and(inArray(products.id, ids), mayChange(caller)))
    .orderBy(products.id)
    .for("update");
  const found = own.map(({ id }) => id);
  const referred = await inUse(found, "product", referrers(caller));
  const free = found.filter((id) => !referred.has(id));
  await db()
    .delete(products)
    .where(and(inArray(products.id, free), mayChange(caller)));
  const stored = await db()
    .select({ id: products.id })
    .from(products)
    .where(and(inArray(products.id, ids), mayRead(caller)));
  return { deleted: free, kept: stored.map(({ id }) => id), inUse: referred };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardProducts(
  caller: Caller,
  ids: string[],
  batch: string,
): Promise<number> {
  const where = and(inArray(products.id, ids), mayChange(caller));
  return unlessReferred(caller, where, () => discard(products, where, caller, batch));
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingProducts(
  caller: Caller,
  query: ProductQuery,
  batch: string,
): Promise<number> {
  return inBatches(async (limit) => {
    const found = db()
      .select({ id: products.id })
      .from(products)
      .where(
        and(mayChange(caller), matching(query.search, products.name), narrowed(query, columns)),
      )
      .limit(limit);
    const ids = (await found).map(({ id }) => id);
    return discardProducts(caller, ids, batch);
  });
}

/** Which of these the caller may refer to; none of them goes before the transaction ends. */
export async function holdProducts(caller: Caller, ids: string[]): Promise<string[]> {
  const rows = await db()
    .select({ id: products.id })
    .from(products)
    .where(and(inArray(products.id, ids), mayRead(caller)))
    .orderBy(products.id)
    .for("key share");
  return rows.map(({ id }) => id);
}

/** Those of these that the caller may read, by their ids. */
export async function findProducts(caller: Caller, ids: string[]): Promise<Map<string, Product>> {
  const rows = await db()
    .select(columns)
    .from(products)
    .where(and(inArray(products.id, ids), mayRead(caller)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a form offers that refers to products: those that a search finds, or those that are `chosen` and the newest ones. */
export function offerProducts(
  caller: Caller,
  chosen: (string | null)[],
  search?: string,
): Promise<Offers> {
  const found = matching(search, products.name);
  return readOffers(chosen, ({ ids, limit }) =>
    db()
      .select(naming)
      .from(products)
      .where(and(mayRead(caller), ids ? inArray(products.id, ids) : found))
      .orderBy(desc(products.createdAt), desc(products.id))
      .limit(limit),
  );
}

/** What products are called, by their ids. */
export function nameProducts(caller: Caller, ids: (string | null)[]): Promise<Map<string, string>> {
  return readNames(ids, (known) =>
    db()
      .select(naming)
      .from(products)
      .where(and(inArray(products.id, known), mayRead(caller))),
  );
}

/** Everybody who is signed in may read every product. */
function mayRead(_caller: Caller): SQL | undefined {
  return undefined;
}

/** Everybody who is signed in may change every product. */
function mayChange(_caller: Caller): SQL | undefined {
  return undefined;
}

/** What the fields of products may refer to. */
function targets(caller: Caller) {
  return {
    categoryId: { one: "category", hold: (ids: string[]) => holdCategories(caller, ids) },
  };
}

/** Delete what is there, unless records refer to it. */
function unlessReferred<Result>(
  caller: Caller,
  where: SQL | undefined,
  remove: () => PromiseLike<Result>,
) {
  const found = db().select({ id: products.id }).from(products).where(where);
  return unlessInUse(found, "product", referrers(caller), remove);
}

/** What keeps products from being deleted, and which of that the caller may know of. */
function referrers(caller: Caller): Referrer[] {
  return [
    {
      table: orderItems,
      column: orderItems.productId,
      one: "order item",
      many: "order items",
      where: eq(orderItems.ownerId, caller.userId),
    },
  ];
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${products.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(products.updatedAt, versions);
}
