import "server-only";

import { and, eq, inArray, sql } from "drizzle-orm";
import { holdOrders, nameOrders } from "@/data/orders";
import { holdProducts, nameProducts } from "@/data/products";
import { db } from "@/db";
import { inBatches, narrowed, readPage } from "@/db/list";
import { titledBy, whileThere } from "@/db/references";
import { orderItems } from "@/db/schema/order-items";
import { whereTaken, writeEach } from "@/db/taken";
import { discard } from "@/db/undo";
import type { Refused } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { OrderItemInput, OrderItemPatch, OrderItemQuery } from "@/lib/schemas/order-items";

// The only code that touches the table `order_items`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: orderItems.id,
  orderId: orderItems.orderId,
  productId: orderItems.productId,
  createdAt: orderItems.createdAt,
  updatedAt: orderItems.updatedAt,
};

export type OrderItem = Pick<typeof orderItems.$inferSelect, keyof typeof columns>;

export async function listOrderItems(
  caller: Caller,
  query: OrderItemQuery,
): Promise<Page<OrderItem>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(orderItems)
      .where(and(mayRead(caller), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getOrderItem(caller: Caller, id: string): Promise<OrderItem | null> {
  const [row] = await db()
    .select(columns)
    .from(orderItems)
    .where(and(eq(orderItems.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createOrderItem(caller: Caller, input: OrderItemInput): Promise<OrderItem> {
  const [row] = await whileThere([input], targets(caller), () =>
    db()
      .insert(orderItems)
      .values({ ...input, ownerId: caller.userId })
      .returning(columns)
      .catch(whereTaken(orderItems, columns)),
  );
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new order items, or why there is none, in the order in which they were sent. */
export function createManyOrderItems(
  caller: Caller,
  input: OrderItemInput[],
): Promise<(OrderItem | Refused)[]> {
  const rows = input.map((row) => ({ ...row, ownerId: caller.userId }));
  return writeEach(rows, (some) =>
    whileThere(some, targets(caller), () =>
      db()
        .insert(orderItems)
        .values(some)
        .returning(columns)
        .catch(whereTaken(orderItems, columns)),
    ),
  );
}

/**
 * The changed order item, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateOrderItem(
  caller: Caller,
  id: string,
  patch: OrderItemPatch,
  versions?: Date[],
): Promise<OrderItem | null> {
  const [row] = await whileThere([patch], targets(caller), () =>
    db()
      .update(orderItems)
      .set({ ...patch, updatedAt: later() })
      .where(and(eq(orderItems.id, id), mayChange(caller), isStill(versions)))
      .returning(columns)
      .catch(whereTaken(orderItems, columns)),
  );
  return row ?? null;
}

/** False when the caller has no order item with this id. */
export async function deleteOrderItem(
  caller: Caller,
  id: string,
  versions?: Date[],
): Promise<boolean> {
  const rows = await db()
    .delete(orderItems)
    .where(and(eq(orderItems.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: orderItems.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyOrderItems(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(orderItems)
    .where(and(inArray(orderItems.id, ids), mayChange(caller)))
    .returning({ id: orderItems.id });
  const stored = await db()
    .select({ id: orderItems.id })
    .from(orderItems)
    .where(and(inArray(orderItems.id, ids), mayRead(caller)));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardOrderItems(
  caller: Caller,
  ids: string[],
  batch: string,
): Promise<number> {
  return discard(orderItems, and(inArray(orderItems.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingOrderItems(
  caller: Caller,
  query: OrderItemQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: orderItems.id })
      .from(orderItems)
      .where(and(mayChange(caller), narrowed(query, columns)))
      .limit(limit);
    return discard(orderItems, inArray(orderItems.id, found), caller, batch);
  });
}

/** What these are called, by their ids: by what they refer to, but not by what all of them do. */
export async function titleOrderItems(
  caller: Caller,
  records: Pick<OrderItem, "id" | "orderId" | "productId">[],
  except?: "orderId" | "productId",
): Promise<Map<string, string>> {
  const ids = (field: "orderId" | "productId") => records.map((record) => record[field]);
  const names = {
    orderId: await nameOrders(caller, ids("orderId")),
    productId: await nameProducts(caller, ids("productId")),
  };
  return titledBy(records, names, except);
}

function mayRead(caller: Caller) {
  return ownedBy(caller);
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(orderItems.ownerId, caller.userId);
}

/** What the fields of order items may refer to. */
function targets(caller: Caller) {
  return {
    orderId: { one: "order", hold: (ids: string[]) => holdOrders(caller, ids) },
    productId: { one: "product", hold: (ids: string[]) => holdProducts(caller, ids) },
  };
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${orderItems.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(orderItems.updatedAt, versions);
}
