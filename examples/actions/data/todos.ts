import "server-only";

import { and, desc, eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { todos } from "@/db/schema/todos";
import { NotWrittenYet } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import { type Page, type PageRequest, toPage } from "@/lib/page";
import type { ImportTodosInput, SnoozeTodoInput, TodoInput, TodoPatch } from "@/lib/schemas/todos";

// The only code that touches the table `todos`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: todos.id,
  text: todos.text,
  createdAt: todos.createdAt,
  updatedAt: todos.updatedAt,
};

export type Todo = Pick<typeof todos.$inferSelect, keyof typeof columns>;

export async function listTodos(caller: Caller, page: PageRequest): Promise<Page<Todo>> {
  const rows = await db()
    .select(columns)
    .from(todos)
    .where(and(mayRead(caller), after(page)))
    .orderBy(desc(todos.createdAt), desc(todos.id))
    .limit(page.limit + 1);
  return toPage(rows, page);
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
 * With a `version` it is changed only while that is still its `updatedAt`.
 */
export async function updateTodo(
  caller: Caller,
  id: string,
  patch: TodoPatch,
  version?: Date,
): Promise<Todo | null> {
  const [row] = await db()
    .update(todos)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(todos.id, id), mayChange(caller), isStill(version)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no todo with this id. */
export async function deleteTodo(caller: Caller, id: string): Promise<boolean> {
  const rows = await db()
    .delete(todos)
    .where(and(eq(todos.id, id), mayChange(caller)))
    .returning({ id: todos.id });
  return rows.length > 0;
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

function isStill(version?: Date) {
  return version && eq(todos.updatedAt, version);
}

function after({ after: last }: PageRequest) {
  if (!last) return undefined;
  const time = last.createdAt.toISOString();
  return sql`(${todos.createdAt}, ${todos.id}) < (${time}::timestamptz, ${last.id}::uuid)`;
}
