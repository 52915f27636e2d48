import "server-only";

import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { inUse, type Referrer, readNames, readOffers, unlessInUse } from "@/db/references";
import { customers } from "@/db/schema/customers";
import { orders } from "@/db/schema/orders";
import { whereTaken, writeEach } from "@/db/taken";
import { discard } from "@/db/undo";
import type { Refused } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { Offers } from "@/lib/offers";
import type { CustomerInput, CustomerPatch, CustomerQuery } from "@/lib/schemas/customers";

// The only code that touches the table `customers`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: customers.id,
  name: customers.name,
  email: customers.email,
  createdAt: customers.createdAt,
  updatedAt: customers.updatedAt,
};

const naming = { id: customers.id, name: customers.name };

export type Customer = Pick<typeof customers.$inferSelect, keyof typeof columns>;

export async function listCustomers(caller: Caller, query: CustomerQuery): Promise<Page<Customer>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(customers)
      .where(and(mayRead(caller), matching(query.search, customers.name, customers.email), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getCustomer(caller: Caller, id: string): Promise<Customer | null> {
  const [row] = await db()
    .select(columns)
    .from(customers)
    .where(and(eq(customers.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createCustomer(caller: Caller, input: CustomerInput): Promise<Customer> {
  const [row] = await db()
    .insert(customers)
    .values({ ...input, ownerId: caller.userId })
    .returning(columns)
    .catch(whereTaken(customers, columns));
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new customers, or that one is taken, in the order in which they were sent. */
export function createManyCustomers(
  caller: Caller,
  input: CustomerInput[],
): Promise<(Customer | Refused)[]> {
  const rows = input.map((row) => ({ ...row, ownerId: caller.userId }));
  return writeEach(rows, (some) =>
    db().insert(customers).values(some).returning(columns).catch(whereTaken(customers, columns)),
  );
}

/**
 * The changed customer, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateCustomer(
  caller: Caller,
  id: string,
  patch: CustomerPatch,
  versions?: Date[],
): Promise<Customer | null> {
  const [row] = await db()
    .update(customers)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(customers.id, id), mayChange(caller), isStill(versions)))
    .returning(columns)
    .catch(whereTaken(customers, columns));
  return row ?? null;
}

/** False when the caller has no customer with this id. */
export async function deleteCustomer(
  caller: Caller,
  id: string,
  versions?: Date[],
): Promise<boolean> {
  const where = and(eq(customers.id, id), mayChange(caller), isStill(versions));
  const rows = await unlessReferred(caller, where, () =>
    db().delete(customers).where(where).returning({ id: customers.id }),
  );
  return rows.length > 0;
}

/** Which of these are deleted, which others are there, but not for the caller to delete, and which are referred to. */
export async function deleteManyCustomers(caller: Caller, ids: string[]) {
  // Locked: from now on nothing new refers to them.
  const own = await db()
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, ids), mayChange(caller)))
    .orderBy(customers.id)
    .for("update");
  const found = own.map(({ id }) => id);
  const referred = await inUse(found, "customer", referrers(caller));
  const free = found.filter((id) => !referred.has(id));
  await db()
    .delete(customers)
    .where(and(inArray(customers.id, free), mayChange(caller)));
  const stored = await db()
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, ids), mayRead(caller)));
  return { deleted: free, kept: stored.map(({ id }) => id), inUse: referred };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardCustomers(
  caller: Caller,
  ids: string[],
  batch: string,
): Promise<number> {
  const where = and(inArray(customers.id, ids), mayChange(caller));
  return unlessReferred(caller, where, () => discard(customers, where, caller, batch));
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingCustomers(
  caller: Caller,
  query: CustomerQuery,
  batch: string,
): Promise<number> {
  return inBatches(async (limit) => {
    const found = db()
      .select({ id: customers.id })
      .from(customers)
      .where(
        and(
          mayChange(caller),
          matching(query.search, customers.name, customers.email),
          narrowed(query, columns),
        ),
      )
      .limit(limit);
    const ids = (await found).map(({ id }) => id);
    return discardCustomers(caller, ids, batch);
  });
}

/** Which of these the caller may refer to; none of them goes before the transaction ends. */
export async function holdCustomers(caller: Caller, ids: string[]): Promise<string[]> {
  const rows = await db()
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, ids), mayRead(caller)))
    .orderBy(customers.id)
    .for("key share");
  return rows.map(({ id }) => id);
}

/** Those of these that the caller may read, by their ids. */
export async function findCustomers(caller: Caller, ids: string[]): Promise<Map<string, Customer>> {
  const rows = await db()
    .select(columns)
    .from(customers)
    .where(and(inArray(customers.id, ids), mayRead(caller)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a form offers that refers to customers: those that a search finds, or those that are `chosen` and the newest ones. */
export function offerCustomers(
  caller: Caller,
  chosen: (string | null)[],
  search?: string,
): Promise<Offers> {
  // All texts have one index; the name is one of them.
  const found = and(
    matching(search, customers.name, customers.email),
    matching(search, customers.name),
  );
  return readOffers(chosen, ({ ids, limit }) =>
    db()
      .select(naming)
      .from(customers)
      .where(and(mayRead(caller), ids ? inArray(customers.id, ids) : found))
      .orderBy(desc(customers.createdAt), desc(customers.id))
      .limit(limit),
  );
}

/** What customers are called, by their ids. */
export function nameCustomers(
  caller: Caller,
  ids: (string | null)[],
): Promise<Map<string, string>> {
  return readNames(ids, (known) =>
    db()
      .select(naming)
      .from(customers)
      .where(and(inArray(customers.id, known), mayRead(caller))),
  );
}

function mayRead(caller: Caller) {
  return ownedBy(caller);
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(customers.ownerId, caller.userId);
}

/** Delete what is there, unless records refer to it. */
function unlessReferred<Result>(
  caller: Caller,
  where: SQL | undefined,
  remove: () => PromiseLike<Result>,
) {
  const found = db().select({ id: customers.id }).from(customers).where(where);
  return unlessInUse(found, "customer", referrers(caller), remove);
}

/** What keeps customers from being deleted, and which of that the caller may know of. */
function referrers(caller: Caller): Referrer[] {
  return [
    {
      table: orders,
      column: orders.customerId,
      one: "order",
      many: "orders",
      where: eq(orders.ownerId, caller.userId),
    },
  ];
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${customers.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(customers.updatedAt, versions);
}
