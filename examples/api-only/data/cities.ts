import "server-only";

import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { cities } from "@/db/schema/cities";
import type { Caller } from "@/lib/guard";
import { type Page, type PageRequest, toPage } from "@/lib/page";
import type { CityInput, CityPatch } from "@/lib/schemas/cities";

// The only code that touches the table `cities`. Anybody may read; who changes something has
// proved to a guard who they are, and is passed in first.

const columns = {
  id: cities.id,
  name: cities.name,
  createdAt: cities.createdAt,
  updatedAt: cities.updatedAt,
};

export type City = Pick<typeof cities.$inferSelect, keyof typeof columns>;

export async function listCities(page: PageRequest): Promise<Page<City>> {
  const rows = await db()
    .select(columns)
    .from(cities)
    .where(and(mayRead(), after(page)))
    .orderBy(desc(cities.createdAt), desc(cities.id))
    .limit(page.limit + 1);
  return toPage(rows, page);
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

/**
 * The changed city, or null when there is none with this id.
 *
 * With a `version` it is changed only while that is still its `updatedAt`.
 */
export async function updateCity(
  caller: Caller,
  id: string,
  patch: CityPatch,
  version?: Date,
): Promise<City | null> {
  const [row] = await db()
    .update(cities)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(cities.id, id), mayChange(caller), isStill(version)))
    .returning(columns);
  return row ?? null;
}

/** False when there is no city with this id. */
export async function deleteCity(caller: Caller, id: string): Promise<boolean> {
  const rows = await db()
    .delete(cities)
    .where(and(eq(cities.id, id), mayChange(caller)))
    .returning({ id: cities.id });
  return rows.length > 0;
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

function isStill(version?: Date) {
  return version && eq(cities.updatedAt, version);
}

function after({ after: last }: PageRequest) {
  if (!last) return undefined;
  const time = last.createdAt.toISOString();
  return sql`(${cities.createdAt}, ${cities.id}) < (${time}::timestamptz, ${last.id}::uuid)`;
}
