import "server-only";

import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { todos } from "@/db/schema/todos";
import { discard } from "@/db/undo";
import { NotWrittenYet } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type {
  ImportTodosInput,
  SnoozeTodoInput,
  TodoInput,
  TodoPatch,
  TodoQuery,
} from "@/lib/schemas/todos";

// The only code that touches the table `todos`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: todos.id,
  text: todos.text,
  createdAt: todos.createdAt,
  updatedAt: todos.updatedAt,
};

export type Todo = Pick<typeof todos.$inferSelect, keyof typeof columns>;

export async function listTodos(caller: Caller, query: TodoQuery): Promise<Page<Todo>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(todos)
      .where(and(mayRead(caller), matching(query.search, todos.text), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getTodo(caller: Caller, id: string): Promise<Todo | null> {
  const [row] = await db()
    .select(columns)
    .from(todos)
    .where(and(eq(todos.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createTodo(caller: Caller, input: TodoInput): Promise<Todo> {
  const [row] = await db()
    .insert(todos)
    .values({ ...input, ownerId: caller.userId })
    .returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/**
 * The changed todo, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateTodo(
  caller: Caller,
  id: string,
  patch: TodoPatch,
  versions?: Date[],
): Promise<Todo | null> {
  const [row] = await db()
    .update(todos)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(todos.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no todo with this id. */
export async function deleteTodo(caller: Caller, id: string, versions?: Date[]): Promise<boolean> {
  const rows = await db()
    .delete(todos)
    .where(and(eq(todos.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: todos.id });
  return rows.length > 0;
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardTodos(caller: Caller, ids: string[], batch: string): Promise<number> {
  return discard(todos, and(inArray(todos.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingTodos(
  caller: Caller,
  query: TodoQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: todos.id })
      .from(todos)
      .where(and(mayChange(caller), matching(query.search, todos.text), narrowed(query, columns)))
      .limit(limit);
    return discard(todos, inArray(todos.id, found), caller, batch);
  });
}

/**
 * Yours to write. Returns what the user is told when it is done.
 *
 * The caller is signed in; whether they may touch a certain record is decided here.
 */
export async function archiveTodo(_caller: Caller, _id: string): Promise<string> {
  throw new NotWrittenYet("archiveTodo in data/todos.ts");
}

/**
 * Yours to write. Returns what the user is told when it is done.
 *
 * The caller is signed in; whether they may touch a certain record is decided here.
 */
export async function clearTodos(_caller: Caller): Promise<string> {
  throw new NotWrittenYet("clearTodos in data/todos.ts");
}

/**
 * Yours to write. Returns what the user is told when it is done.
 *
 * The caller is signed in; whether they may touch a certain record is decided here.
 */
export async function importTodos(_caller: Caller, _input: ImportTodosInput): Promise<string> {
  throw new NotWrittenYet("importTodos in data/todos.ts");
}

/**
 * Yours to write. Returns what the user is told when it is done.
 *
 * The caller is signed in; whether they may touch a certain record is decided here.
 */
export async function pinTodo(_caller: Caller, _id: string): Promise<string> {
  throw new NotWrittenYet("pinTodo in data/todos.ts");
}

/**
 * Yours to write. Returns what the user is told when it is done.
 *
 * The caller is signed in; whether they may touch a certain record is decided here.
 */
export async function snoozeTodo(
  _caller: Caller,
  _id: string,
  _input: SnoozeTodoInput,
): Promise<string> {
  throw new NotWrittenYet("snoozeTodo in data/todos.ts");
}

function mayRead(caller: Caller) {
  return ownedBy(caller);
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(todos.ownerId, caller.userId);
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${todos.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(todos.updatedAt, versions);
}
