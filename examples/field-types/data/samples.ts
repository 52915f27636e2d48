import "server-only";

import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { samples } from "@/db/schema/samples";
import { discard } from "@/db/undo";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { SampleInput, SamplePatch, SampleQuery } from "@/lib/schemas/samples";

// The only code that touches the table `samples`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: samples.id,
  title: samples.title,
  body: samples.body,
  count: samples.count,
  score: samples.score,
  price: samples.price,
  done: samples.done,
  day: samples.day,
  at: samples.at,
  mood: samples.mood,
  contact: samples.contact,
  link: samples.link,
  token: samples.token,
  meta: samples.meta,
  createdAt: samples.createdAt,
  updatedAt: samples.updatedAt,
};

export type Sample = Pick<typeof samples.$inferSelect, keyof typeof columns>;

export async function listSamples(caller: Caller, query: SampleQuery): Promise<Page<Sample>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(samples)
      .where(
        and(
          mayRead(caller),
          matching(query.search, samples.title, samples.body, samples.contact),
          where,
        ),
      )
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getSample(caller: Caller, id: string): Promise<Sample | null> {
  const [row] = await db()
    .select(columns)
    .from(samples)
    .where(and(eq(samples.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createSample(caller: Caller, input: SampleInput): Promise<Sample> {
  const [row] = await db()
    .insert(samples)
    .values({ ...input, ownerId: caller.userId })
    .returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new samples, in the order in which they were sent. */
export async function createManySamples(caller: Caller, input: SampleInput[]): Promise<Sample[]> {
  if (input.length === 0) return [];
  const rows = input.map((row) => ({ ...row, ownerId: caller.userId }));
  return db().insert(samples).values(rows).returning(columns);
}

/**
 * The changed sample, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateSample(
  caller: Caller,
  id: string,
  patch: SamplePatch,
  versions?: Date[],
): Promise<Sample | null> {
  const [row] = await db()
    .update(samples)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(samples.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no sample with this id. */
export async function deleteSample(
  caller: Caller,
  id: string,
  versions?: Date[],
): Promise<boolean> {
  const rows = await db()
    .delete(samples)
    .where(and(eq(samples.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: samples.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManySamples(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(samples)
    .where(and(inArray(samples.id, ids), mayChange(caller)))
    .returning({ id: samples.id });
  const stored = await db()
    .select({ id: samples.id })
    .from(samples)
    .where(and(inArray(samples.id, ids), mayRead(caller)));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardSamples(
  caller: Caller,
  ids: string[],
  batch: string,
): Promise<number> {
  return discard(samples, and(inArray(samples.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingSamples(
  caller: Caller,
  query: SampleQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: samples.id })
      .from(samples)
      .where(
        and(
          mayChange(caller),
          matching(query.search, samples.title, samples.body, samples.contact),
          narrowed(query, columns),
        ),
      )
      .limit(limit);
    return discard(samples, inArray(samples.id, found), caller, batch);
  });
}

function mayRead(caller: Caller) {
  return ownedBy(caller);
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(samples.ownerId, caller.userId);
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${samples.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(samples.updatedAt, versions);
}
