import "server-only";

import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { drafts } from "@/db/schema/drafts";
import { discard } from "@/db/undo";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { DraftInput, DraftPatch, DraftQuery } from "@/lib/schemas/drafts";

// The only code that touches the table `drafts`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: drafts.id,
  title: drafts.title,
  body: drafts.body,
  count: drafts.count,
  score: drafts.score,
  price: drafts.price,
  done: drafts.done,
  day: drafts.day,
  at: drafts.at,
  mood: drafts.mood,
  contact: drafts.contact,
  link: drafts.link,
  token: drafts.token,
  meta: drafts.meta,
  createdAt: drafts.createdAt,
  updatedAt: drafts.updatedAt,
};

export type Draft = Pick<typeof drafts.$inferSelect, keyof typeof columns>;

export async function listDrafts(caller: Caller, query: DraftQuery): Promise<Page<Draft>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(drafts)
      .where(
        and(
          mayRead(caller),
          matching(query.search, drafts.title, drafts.body, drafts.contact),
          where,
        ),
      )
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getDraft(caller: Caller, id: string): Promise<Draft | null> {
  const [row] = await db()
    .select(columns)
    .from(drafts)
    .where(and(eq(drafts.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createDraft(caller: Caller, input: DraftInput): Promise<Draft> {
  const [row] = await db()
    .insert(drafts)
    .values({ ...input, ownerId: caller.userId })
    .returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new drafts, in the order in which they were sent. */
export async function createManyDrafts(caller: Caller, input: DraftInput[]): Promise<Draft[]> {
  if (input.length === 0) return [];
  const rows = input.map((row) => ({ ...row, ownerId: caller.userId }));
  return db().insert(drafts).values(rows).returning(columns);
}

/**
 * The changed draft, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateDraft(
  caller: Caller,
  id: string,
  patch: DraftPatch,
  versions?: Date[],
): Promise<Draft | null> {
  const [row] = await db()
    .update(drafts)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(drafts.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no draft with this id. */
export async function deleteDraft(caller: Caller, id: string, versions?: Date[]): Promise<boolean> {
  const rows = await db()
    .delete(drafts)
    .where(and(eq(drafts.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: drafts.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyDrafts(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(drafts)
    .where(and(inArray(drafts.id, ids), mayChange(caller)))
    .returning({ id: drafts.id });
  const stored = await db()
    .select({ id: drafts.id })
    .from(drafts)
    .where(and(inArray(drafts.id, ids), mayRead(caller)));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardDrafts(caller: Caller, ids: string[], batch: string): Promise<number> {
  return discard(drafts, and(inArray(drafts.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingDrafts(
  caller: Caller,
  query: DraftQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: drafts.id })
      .from(drafts)
      .where(
        and(
          mayChange(caller),
          matching(query.search, drafts.title, drafts.body, drafts.contact),
          narrowed(query, columns),
        ),
      )
      .limit(limit);
    return discard(drafts, inArray(drafts.id, found), caller, batch);
  });
}

function mayRead(caller: Caller) {
  return ownedBy(caller);
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(drafts.ownerId, caller.userId);
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${drafts.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(drafts.updatedAt, versions);
}
