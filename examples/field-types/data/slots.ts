import "server-only";

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { slots } from "@/db/schema/slots";
import { whereTaken, writeEach } from "@/db/taken";
import { discard } from "@/db/undo";
import type { Refused } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { SlotInput, SlotPatch, SlotQuery } from "@/lib/schemas/slots";

// The only code that touches the table `slots`. Its records belong to all who are signed in:
// every function takes a caller first, as proof that a guard has asked.

const columns = {
  id: slots.id,
  room: slots.room,
  day: slots.day,
  hour: slots.hour,
  price: slots.price,
  state: slots.state,
  code: slots.code,
  createdAt: slots.createdAt,
  updatedAt: slots.updatedAt,
};

export type Slot = Pick<typeof slots.$inferSelect, keyof typeof columns>;

export async function listSlots(caller: Caller, query: SlotQuery): Promise<Page<Slot>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(slots)
      .where(and(mayRead(caller), matching(query.search, slots.room, slots.code), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getSlot(caller: Caller, id: string): Promise<Slot | null> {
  const [row] = await db()
    .select(columns)
    .from(slots)
    .where(and(eq(slots.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createSlot(_caller: Caller, input: SlotInput): Promise<Slot> {
  const [row] = await db()
    .insert(slots)
    .values(input)
    .returning(columns)
    .catch(whereTaken(slots, columns));
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new slots, or that one is taken, in the order in which they were sent. */
export function createManySlots(_caller: Caller, input: SlotInput[]): Promise<(Slot | Refused)[]> {
  return writeEach(input, (rows) =>
    db().insert(slots).values(rows).returning(columns).catch(whereTaken(slots, columns)),
  );
}

/**
 * The changed slot, or null when there is none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateSlot(
  caller: Caller,
  id: string,
  patch: SlotPatch,
  versions?: Date[],
): Promise<Slot | null> {
  const [row] = await db()
    .update(slots)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(slots.id, id), mayChange(caller), isStill(versions)))
    .returning(columns)
    .catch(whereTaken(slots, columns));
  return row ?? null;
}

/** False when there is no slot with this id. */
export async function deleteSlot(caller: Caller, id: string, versions?: Date[]): Promise<boolean> {
  const rows = await db()
    .delete(slots)
    .where(and(eq(slots.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: slots.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManySlots(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(slots)
    .where(and(inArray(slots.id, ids), mayChange(caller)))
    .returning({ id: slots.id });
  const stored = await db()
    .select({ id: slots.id })
    .from(slots)
    .where(and(inArray(slots.id, ids), mayRead(caller)));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardSlots(caller: Caller, ids: string[], batch: string): Promise<number> {
  return discard(slots, and(inArray(slots.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingSlots(
  caller: Caller,
  query: SlotQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: slots.id })
      .from(slots)
      .where(
        and(
          mayChange(caller),
          matching(query.search, slots.room, slots.code),
          narrowed(query, columns),
        ),
      )
      .limit(limit);
    return discard(slots, inArray(slots.id, found), caller, batch);
  });
}

/** Everybody who is signed in may read every slot. */
function mayRead(_caller: Caller): SQL | undefined {
  return undefined;
}

/** Everybody who is signed in may change every slot. */
function mayChange(_caller: Caller): SQL | undefined {
  return undefined;
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${slots.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(slots.updatedAt, versions);
}
