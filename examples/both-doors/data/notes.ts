import "server-only";

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { notes } from "@/db/schema/notes";
import { discard } from "@/db/undo";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { NoteInput, NotePatch, NoteQuery } from "@/lib/schemas/notes";

// The only code that touches the table `notes`. Its records belong to all who are signed in:
// every function takes a caller first, as proof that a guard has asked.

const columns = {
  id: notes.id,
  text: notes.text,
  createdAt: notes.createdAt,
  updatedAt: notes.updatedAt,
};

export type Note = Pick<typeof notes.$inferSelect, keyof typeof columns>;

export async function listNotes(caller: Caller, query: NoteQuery): Promise<Page<Note>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(notes)
      .where(and(mayRead(caller), matching(query.search, notes.text), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getNote(caller: Caller, id: string): Promise<Note | null> {
  const [row] = await db()
    .select(columns)
    .from(notes)
    .where(and(eq(notes.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createNote(_caller: Caller, input: NoteInput): Promise<Note> {
  const [row] = await db().insert(notes).values(input).returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new notes, in the order in which they were sent. */
export async function createManyNotes(_caller: Caller, input: NoteInput[]): Promise<Note[]> {
  if (input.length === 0) return [];
  return db().insert(notes).values(input).returning(columns);
}

/**
 * The changed note, or null when there is none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateNote(
  caller: Caller,
  id: string,
  patch: NotePatch,
  versions?: Date[],
): Promise<Note | null> {
  const [row] = await db()
    .update(notes)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(notes.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when there is no note with this id. */
export async function deleteNote(caller: Caller, id: string, versions?: Date[]): Promise<boolean> {
  const rows = await db()
    .delete(notes)
    .where(and(eq(notes.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: notes.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyNotes(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(notes)
    .where(and(inArray(notes.id, ids), mayChange(caller)))
    .returning({ id: notes.id });
  const stored = await db()
    .select({ id: notes.id })
    .from(notes)
    .where(and(inArray(notes.id, ids), mayRead(caller)));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardNotes(caller: Caller, ids: string[], batch: string): Promise<number> {
  return discard(notes, and(inArray(notes.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingNotes(
  caller: Caller,
  query: NoteQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: notes.id })
      .from(notes)
      .where(and(mayChange(caller), matching(query.search, notes.text), narrowed(query, columns)))
      .limit(limit);
    return discard(notes, inArray(notes.id, found), caller, batch);
  });
}

/** Everybody who is signed in may read every note. */
function mayRead(_caller: Caller): SQL | undefined {
  return undefined;
}

/** Everybody who is signed in may change every note. */
function mayChange(_caller: Caller): SQL | undefined {
  return undefined;
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${notes.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(notes.updatedAt, versions);
}
