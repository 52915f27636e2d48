import "server-only";

import { and, desc, eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { presets } from "@/db/schema/presets";
import type { Caller } from "@/lib/guard";
import { type Page, type PageRequest, toPage } from "@/lib/page";
import type { PresetInput, PresetPatch } from "@/lib/schemas/presets";

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

export async function listPresets(caller: Caller, page: PageRequest): Promise<Page<Preset>> {
  const rows = await db()
    .select(columns)
    .from(presets)
    .where(and(mayRead(caller), after(page)))
    .orderBy(desc(presets.createdAt), desc(presets.id))
    .limit(page.limit + 1);
  return toPage(rows, page);
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

/**
 * The changed preset, or null when the caller has none with this id.
 *
 * With a `version` it is changed only while that is still its `updatedAt`.
 */
export async function updatePreset(
  caller: Caller,
  id: string,
  patch: PresetPatch,
  version?: Date,
): Promise<Preset | null> {
  const [row] = await db()
    .update(presets)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(presets.id, id), mayChange(caller), isStill(version)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no preset with this id. */
export async function deletePreset(caller: Caller, id: string): Promise<boolean> {
  const rows = await db()
    .delete(presets)
    .where(and(eq(presets.id, id), mayChange(caller)))
    .returning({ id: presets.id });
  return rows.length > 0;
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

function isStill(version?: Date) {
  return version && eq(presets.updatedAt, version);
}

function after({ after: last }: PageRequest) {
  if (!last) return undefined;
  const time = last.createdAt.toISOString();
  return sql`(${presets.createdAt}, ${presets.id}) < (${time}::timestamptz, ${last.id}::uuid)`;
}
