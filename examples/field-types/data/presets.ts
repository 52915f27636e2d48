import "server-only";

import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { presets } from "@/db/schema/presets";
import { discard } from "@/db/undo";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { PresetInput, PresetPatch, PresetQuery } from "@/lib/schemas/presets";

// The only code that touches the table `presets`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: presets.id,
  title: presets.title,
  body: presets.body,
  count: presets.count,
  score: presets.score,
  price: presets.price,
  done: presets.done,
  day: presets.day,
  at: presets.at,
  mood: presets.mood,
  contact: presets.contact,
  link: presets.link,
  token: presets.token,
  meta: presets.meta,
  createdAt: presets.createdAt,
  updatedAt: presets.updatedAt,
};

export type Preset = Pick<typeof presets.$inferSelect, keyof typeof columns>;

export async function listPresets(caller: Caller, query: PresetQuery): Promise<Page<Preset>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(presets)
      .where(
        and(
          mayRead(caller),
          matching(query.search, presets.title, presets.body, presets.contact),
          where,
        ),
      )
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getPreset(caller: Caller, id: string): Promise<Preset | null> {
  const [row] = await db()
    .select(columns)
    .from(presets)
    .where(and(eq(presets.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createPreset(caller: Caller, input: PresetInput): Promise<Preset> {
  const [row] = await db()
    .insert(presets)
    .values({ ...input, ownerId: caller.userId })
    .returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new presets, in the order in which they were sent. */
export async function createManyPresets(caller: Caller, input: PresetInput[]): Promise<Preset[]> {
  if (input.length === 0) return [];
  const rows = input.map((row) => ({ ...row, ownerId: caller.userId }));
  return db().insert(presets).values(rows).returning(columns);
}

/**
 * The changed preset, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updatePreset(
  caller: Caller,
  id: string,
  patch: PresetPatch,
  versions?: Date[],
): Promise<Preset | null> {
  const [row] = await db()
    .update(presets)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(presets.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no preset with this id. */
export async function deletePreset(
  caller: Caller,
  id: string,
  versions?: Date[],
): Promise<boolean> {
  const rows = await db()
    .delete(presets)
    .where(and(eq(presets.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: presets.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyPresets(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(presets)
    .where(and(inArray(presets.id, ids), mayChange(caller)))
    .returning({ id: presets.id });
  const stored = await db()
    .select({ id: presets.id })
    .from(presets)
    .where(and(inArray(presets.id, ids), mayRead(caller)));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardPresets(
  caller: Caller,
  ids: string[],
  batch: string,
): Promise<number> {
  return discard(presets, and(inArray(presets.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingPresets(
  caller: Caller,
  query: PresetQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: presets.id })
      .from(presets)
      .where(
        and(
          mayChange(caller),
          matching(query.search, presets.title, presets.body, presets.contact),
          narrowed(query, columns),
        ),
      )
      .limit(limit);
    return discard(presets, inArray(presets.id, found), caller, batch);
  });
}

function mayRead(caller: Caller) {
  return ownedBy(caller);
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(presets.ownerId, caller.userId);
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${presets.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(presets.updatedAt, versions);
}
