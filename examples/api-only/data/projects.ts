import "server-only";

import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { matching, readPage } from "@/db/list";
import { projects } from "@/db/schema/projects";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { ProjectInput, ProjectPatch, ProjectQuery } from "@/lib/schemas/projects";

// The only code that touches the table `projects`. Every function takes the caller first and
// reaches nobody else's records.

const columns = {
  id: projects.id,
  name: projects.name,
  due: projects.due,
  createdAt: projects.createdAt,
  updatedAt: projects.updatedAt,
};

export type Project = Pick<typeof projects.$inferSelect, keyof typeof columns>;

export async function listProjects(caller: Caller, query: ProjectQuery): Promise<Page<Project>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(projects)
      .where(and(mayRead(caller), matching(query.search, projects.name), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getProject(caller: Caller, id: string): Promise<Project | null> {
  const [row] = await db()
    .select(columns)
    .from(projects)
    .where(and(eq(projects.id, id), mayRead(caller)));
  return row ?? null;
}

export async function createProject(caller: Caller, input: ProjectInput): Promise<Project> {
  const [row] = await db()
    .insert(projects)
    .values({ ...input, ownerId: caller.userId })
    .returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new projects, in the order in which they were sent. */
export async function createManyProjects(
  caller: Caller,
  input: ProjectInput[],
): Promise<Project[]> {
  if (input.length === 0) return [];
  const rows = input.map((row) => ({ ...row, ownerId: caller.userId }));
  return db().insert(projects).values(rows).returning(columns);
}

/**
 * The changed project, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateProject(
  caller: Caller,
  id: string,
  patch: ProjectPatch,
  versions?: Date[],
): Promise<Project | null> {
  const [row] = await db()
    .update(projects)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(projects.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no project with this id. */
export async function deleteProject(
  caller: Caller,
  id: string,
  versions?: Date[],
): Promise<boolean> {
  const rows = await db()
    .delete(projects)
    .where(and(eq(projects.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: projects.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyProjects(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(projects)
    .where(and(inArray(projects.id, ids), mayChange(caller)))
    .returning({ id: projects.id });
  const stored = await db()
    .select({ id: projects.id })
    .from(projects)
    .where(and(inArray(projects.id, ids), mayRead(caller)));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

function mayRead(caller: Caller) {
  return ownedBy(caller);
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(projects.ownerId, caller.userId);
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${projects.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(projects.updatedAt, versions);
}
