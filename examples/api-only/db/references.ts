import "server-only";

import { and, count, inArray, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { db, transaction } from "@/db";
import { InUse, isReferenced, Missing } from "@/lib/errors";
import { display } from "@/lib/format";
import { MOST_COUNTED } from "@/lib/list";
import type { Named, Offers } from "@/lib/offers";

// What one record says of another has to be true when it is written, and stay so. A foreign key sees to the
// second. For the first, whoever writes asks in the same transaction, and what was found cannot go until then.

type Row<Field extends string> = Partial<Record<Field, string | null>>;

/** What a field refers to: what one of these is called, and which of some the caller may refer to. */
export type Target = { one: string; hold: (ids: string[]) => Promise<string[]> };

/** Write rows that refer to others, or throw `Missing` with the fields whose records are not there for the caller. */
export function whileThere<Field extends string, Result>(
  rows: Row<NoInfer<Field>>[],
  targets: Record<Field, Target>,
  write: () => PromiseLike<Result>,
): Promise<Result> {
  return transaction(async () => {
    const missing: Record<string, string> = {};
    for (const field of Object.keys(targets) as Field[]) {
      const { one, hold } = targets[field];
      const ids = [...new Set(rows.flatMap((row) => row[field]?.toLowerCase() ?? []))];
      const held = ids.length > 0 ? await hold(ids) : [];
      if (held.length < ids.length) missing[field] = one;
    }
    if (Object.keys(missing).length > 0) throw new Missing(missing);
    return write();
  });
}

/** Records that refer to others by a column: what they are called, and which of them the caller may know of. */
export type Referrer = {
  table: PgTable;
  column: PgColumn;
  one: string;
  many: string;
  where?: SQL;
};

/**
 * Delete rows or, where others refer to them, throw `InUse` with what these are. `rows` are the ids of what is to
 * be deleted.
 */
export async function unlessInUse<Result>(
  rows: PromiseLike<{ id: string }[]>,
  one: string,
  referrers: Referrer[],
  remove: () => PromiseLike<Result>,
): Promise<Result> {
  try {
    // In a transaction of its own: one that has failed takes no more statements.
    return await transaction(async () => remove());
  } catch (error) {
    if (!isReferenced(error)) throw error;
    const ids = (await rows).map(({ id }) => id);
    const them = ids.length === 1 ? `this ${one}` : "what was to be deleted";
    throw new InUse(`${await usersOf(ids, referrers)} to ${them}.`, { cause: error });
  }
}

/** What refers to which of these, in words, by their ids: what is not among them can be deleted. */
export async function inUse(
  ids: string[],
  one: string,
  referrers: Referrer[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (ids.length === 0) return found;
  for (const { table, column } of referrers) {
    const rows = await db().selectDistinct({ id: column }).from(table).where(inArray(column, ids));
    for (const { id } of rows) {
      if (found.has(String(id))) continue;
      found.set(String(id), `${await usersOf([String(id)], referrers)} to this ${one}.`);
    }
  }
  return found;
}

/** `3 orders and 1 invoice refer`: as many as the caller may know of. */
async function usersOf(ids: string[], referrers: Referrer[]): Promise<string> {
  const users: string[] = [];
  let total = 0;
  for (const { table, column, where, one, many } of referrers) {
    const some = db()
      .select({ id: column })
      .from(table)
      .where(and(inArray(column, ids), where));
    const [row] = await db().select({ found: count() }).from(some.limit(MOST_COUNTED).as("some"));
    const found = row?.found ?? 0;
    if (found > 0) users.push(`${found} ${found === 1 ? one : many}`);
    total += found;
  }
  if (total === 0) return "Other records refer";
  return `${users.join(" and ")} ${total === 1 ? "refers" : "refer"}`;
}

// As many as people look through in a list that drops down.
const OFFERED = 50;

/** What a form offers, by name: so many records, the newest ones, and those that are chosen in it already. */
export async function readOffers(
  chosen: (string | null)[],
  select: (part: { ids?: string[]; limit: number }) => Promise<{ id: string; name: unknown }[]>,
): Promise<Offers> {
  const rows = await select({ limit: OFFERED + 1 });
  const ids = chosen.filter((id) => id !== null);
  const others = ids.filter((id) => !rows.slice(0, OFFERED).some((row) => row.id === id));
  const more = others.length > 0 ? await select({ ids: others, limit: others.length }) : [];
  const options = [...rows.slice(0, OFFERED), ...more].map(named);
  options.sort((one, other) => one.name.localeCompare(other.name, "en"));
  return { options, hasMore: rows.length > OFFERED };
}

export function idsOf({ options }: Offers): string[] {
  return options.map(({ id }) => id);
}

/** What records are called, by their ids. */
export async function readNames(
  ids: (string | null)[],
  select: (ids: string[]) => Promise<{ id: string; name: unknown }[]>,
): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const rows = known.length > 0 ? await select(known) : [];
  return new Map(rows.map(named).map(({ id, name }) => [id, name]));
}

/** Records with what they are called. */
export function withTitles(
  records: { id: string }[],
  titles: ReadonlyMap<string, string>,
): { id: string; name: unknown }[] {
  return records.map(({ id }) => ({ id, name: titles.get(id) }));
}

/** What records are called that have no name of their own: by what they refer to. */
export function titledBy<Field extends string>(
  records: ({ id: string } & Record<NoInfer<Field>, string | null>)[],
  names: Record<Field, ReadonlyMap<string, string>>,
  except?: Field,
): Map<string, string> {
  const fields = (Object.keys(names) as Field[]).filter((field) => field !== except);
  return new Map(
    records.map((record) => {
      const parts = fields.map((field) => names[field].get(record[field] ?? "") ?? NAMELESS);
      return [record.id, parts.join(" · ")];
    }),
  );
}

// As a page shows what is not there.
const NAMELESS = "–";

function named({ id, name }: { id: string; name: unknown }): Named {
  return { id, name: display(name) };
}
