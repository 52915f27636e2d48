import "server-only";

import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { holdCustomers } from "@/data/customers";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { readNames, readOffers, whileThere } from "@/db/references";
import { orders } from "@/db/schema/orders";
import { whereTaken, writeEach } from "@/db/taken";
import { discard } from "@/db/undo";
import type { Refused } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { Offers } from "@/lib/offers";
import type { OrderInput, OrderPatch, OrderQuery } from "@/lib/schemas/orders";

// The only code that touches the table `orders`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: orders.id,
  customerId: orders.customerId,
  number: orders.number,
  createdAt: orders.createdAt,
  updatedAt: orders.updatedAt,
};

const naming = { id: orders.id, name: orders.number };

export type Order = Pick<typeof orders.$inferSelect, keyof typeof columns>;

export async function listOrders(caller: Caller, query: OrderQuery): Promise<Page<Order>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(orders)
      .where(and(mayRead(caller), matching(query.search, orders.number), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getOrder(caller: Caller, id: string): Promise<Order | null> {
  const [row] = await db()
    .select(columns)
    .from(orders)
    .where(and(eq(orders.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createOrder(caller: Caller, input: OrderInput): Promise<Order> {
  const [row] = await whileThere([input], targets(caller), () =>
    db()
      .insert(orders)
      .values({ ...input, ownerId: caller.userId })
      .returning(columns)
      .catch(whereTaken(orders, columns)),
  );
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new orders, or why there is none, in the order in which they were sent. */
export function createManyOrders(
  caller: Caller,
  input: OrderInput[],
): Promise<(Order | Refused)[]> {
  const rows = input.map((row) => ({ ...row, ownerId: caller.userId }));
  return writeEach(rows, (some) =>
    whileThere(some, targets(caller), () =>
      db().insert(orders).values(some).returning(columns).catch(whereTaken(orders, columns)),
    ),
  );
}

/**
 * The changed order, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateOrder(
  caller: Caller,
  id: string,
  patch: OrderPatch,
  versions?: Date[],
): Promise<Order | null> {
  const [row] = await whileThere([patch], targets(caller), () =>
    db()
      .update(orders)
      .set({ ...patch, updatedAt: later() })
      .where(and(eq(orders.id, id), mayChange(caller), isStill(versions)))
      .returning(columns)
      .catch(whereTaken(orders, columns)),
  );
  return row ?? null;
}

/** False when the caller has no order with this id. */
export async function deleteOrder(caller: Caller, id: string, versions?: Date[]): Promise<boolean> {
  const rows = await db()
    .delete(orders)
    .where(and(eq(orders.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: orders.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyOrders(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(orders)
    .where(and(inArray(orders.id, ids), mayChange(caller)))
    .returning({ id: orders.id });
  const stored = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(and(inArray(orders.id, ids), mayRead(caller)));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may, and what goes with them; for an hour the caller can bring them back, as one batch. */
export async function discardOrders(caller: Caller, ids: string[], batch: string): Promise<number> {
  return discard(orders, and(inArray(orders.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingOrders(
  caller: Caller,
  query: OrderQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(mayChange(caller), matching(query.search, orders.number), narrowed(query, columns)),
      )
      .limit(limit);
    return discard(orders, inArray(orders.id, found), caller, batch);
  });
}

/** Which of these the caller may refer to; none of them goes before the transaction ends. */
export async function holdOrders(caller: Caller, ids: string[]): Promise<string[]> {
  const rows = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(and(inArray(orders.id, ids), mayRead(caller)))
    .orderBy(orders.id)
    .for("key share");
  return rows.map(({ id }) => id);
}

/** Those of these that the caller may read, by their ids. */
export async function findOrders(caller: Caller, ids: string[]): Promise<Map<string, Order>> {
  const rows = await db()
    .select(columns)
    .from(orders)
    .where(and(inArray(orders.id, ids), mayRead(caller)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a form offers that refers to orders: those that a search finds, or those that are `chosen` and the newest ones. */
export function offerOrders(
  caller: Caller,
  chosen: (string | null)[],
  search?: string,
): Promise<Offers> {
  const found = matching(search, orders.number);
  return readOffers(chosen, ({ ids, limit }) =>
    db()
      .select(naming)
      .from(orders)
      .where(and(mayRead(caller), ids ? inArray(orders.id, ids) : found))
      .orderBy(desc(orders.createdAt), desc(orders.id))
      .limit(limit),
  );
}

/** What orders are called, by their ids. */
export function nameOrders(caller: Caller, ids: (string | null)[]): Promise<Map<string, string>> {
  return readNames(ids, (known) =>
    db()
      .select(naming)
      .from(orders)
      .where(and(inArray(orders.id, known), mayRead(caller))),
  );
}

function mayRead(caller: Caller) {
  return ownedBy(caller);
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(orders.ownerId, caller.userId);
}

/** What the fields of orders may refer to. */
function targets(caller: Caller) {
  return {
    customerId: { one: "customer", hold: (ids: string[]) => holdCustomers(caller, ids) },
  };
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${orders.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(orders.updatedAt, versions);
}
