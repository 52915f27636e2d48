import "server-only";

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { people } from "@/db/schema/people";
import { discard } from "@/db/undo";
import { NotWrittenYet } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type {
  InvitePersonInput,
  PersonInput,
  PersonPatch,
  PersonQuery,
} from "@/lib/schemas/people";

// The only code that touches the table `people`. Anybody may read; only its owner changes a
// record, so these functions take the caller first.

const columns = {
  id: people.id,
  name: people.name,
  createdAt: people.createdAt,
  updatedAt: people.updatedAt,
};

export type Person = Pick<typeof people.$inferSelect, keyof typeof columns>;

export async function listPeople(query: PersonQuery): Promise<Page<Person>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(people)
      .where(and(mayRead(), matching(query.search, people.name), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getPerson(id: string): Promise<Person | null> {
  const [row] = await db()
    .select(columns)
    .from(people)
    .where(and(eq(people.id, id), mayRead()));
  return row ?? null;
}

/** The person with this id if it is the caller's own, to be changed. */
export async function getOwnPerson(caller: Caller, id: string): Promise<Person | null> {
  const [row] = await db()
    .select(columns)
    .from(people)
    .where(and(eq(people.id, id), mayChange(caller)));
  return row ?? null;
}

/** Which of these records are the caller's own. */
export async function ownPersonIds(caller: Caller, ids: string[]): Promise<Set<string>> {
  const rows = await db()
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, ids), mayChange(caller)));
  return new Set(rows.map((row) => row.id));
}

export async function createPerson(caller: Caller, input: PersonInput): Promise<Person> {
  const [row] = await db()
    .insert(people)
    .values({ ...input, ownerId: caller.userId })
    .returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/**
 * The changed person, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updatePerson(
  caller: Caller,
  id: string,
  patch: PersonPatch,
  versions?: Date[],
): Promise<Person | null> {
  const [row] = await db()
    .update(people)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(people.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no person with this id. */
export async function deletePerson(
  caller: Caller,
  id: string,
  versions?: Date[],
): Promise<boolean> {
  const rows = await db()
    .delete(people)
    .where(and(eq(people.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: people.id });
  return rows.length > 0;
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardPeople(caller: Caller, ids: string[], batch: string): Promise<number> {
  return discard(people, and(inArray(people.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingPeople(
  caller: Caller,
  query: PersonQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: people.id })
      .from(people)
      .where(and(mayChange(caller), matching(query.search, people.name), narrowed(query, columns)))
      .limit(limit);
    return discard(people, inArray(people.id, found), caller, batch);
  });
}

/**
 * Yours to write. Returns what the user is told when it is done.
 *
 * The caller is signed in; whether they may touch a certain record is decided here.
 */
export async function invitePerson(
  _caller: Caller,
  _id: string,
  _input: InvitePersonInput,
): Promise<string> {
  throw new NotWrittenYet("invitePerson in data/people.ts");
}

/** Anybody may read every person. Return a condition, and they read only what meets it. */
function mayRead(): SQL | undefined {
  return undefined;
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(people.ownerId, caller.userId);
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${people.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(people.updatedAt, versions);
}
