import "server-only";

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { matching, readPage } from "@/db/list";
import { cities } from "@/db/schema/cities";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { CityInput, CityPatch, CityQuery } from "@/lib/schemas/cities";

// The only code that touches the table `cities`. Anybody may read; who changes something has
// proved to a guard who they are, and is passed in first.

const columns = {
  id: cities.id,
  name: cities.name,
  createdAt: cities.createdAt,
  updatedAt: cities.updatedAt,
};

export type City = Pick<typeof cities.$inferSelect, keyof typeof columns>;

export async function listCities(query: CityQuery): Promise<Page<City>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(cities)
      .where(and(mayRead(), matching(query.search, cities.name), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getCity(id: string): Promise<City | null> {
  const [row] = await db()
    .select(columns)
    .from(cities)
    .where(and(eq(cities.id, id), mayRead()));
  return row ?? null;
}

export async function createCity(_caller: Caller, input: CityInput): Promise<City> {
  const [row] = await db().insert(cities).values(input).returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new cities, in the order in which they were sent. */
export async function createManyCities(_caller: Caller, input: CityInput[]): Promise<City[]> {
  if (input.length === 0) return [];
  return db().insert(cities).values(input).returning(columns);
}

/**
 * The changed city, or null when there is none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateCity(
  caller: Caller,
  id: string,
  patch: CityPatch,
  versions?: Date[],
): Promise<City | null> {
  const [row] = await db()
    .update(cities)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(cities.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when there is no city with this id. */
export async function deleteCity(caller: Caller, id: string, versions?: Date[]): Promise<boolean> {
  const rows = await db()
    .delete(cities)
    .where(and(eq(cities.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: cities.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyCities(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(cities)
    .where(and(inArray(cities.id, ids), mayChange(caller)))
    .returning({ id: cities.id });
  const stored = await db()
    .select({ id: cities.id })
    .from(cities)
    .where(and(inArray(cities.id, ids), mayRead()));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Anybody may read every city. Return a condition, and they read only what meets it. */
function mayRead(): SQL | undefined {
  return undefined;
}

/** Everybody who is signed in may change every city. */
function mayChange(_caller: Caller): SQL | undefined {
  return undefined;
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${cities.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(cities.updatedAt, versions);
}
