import "server-only";

import { and, eq, getTableName, gt, lt, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { db, transaction } from "@/db";
import { deletedRecords } from "@/db/schema/deleted-records";
import type { Caller } from "@/lib/caller";
import { chainOf } from "@/lib/errors";

// Who deletes something from a page can bring it back for an hour. Until then its rows lie in a table of
// their own: nothing that reads the others has to know that there are rows that are gone.
const KEPT = sql`now() - interval '1 hour'`;

/** Delete the rows of a table that `where` finds, and keep them for the caller to bring back; how many. */
export async function discard(
  table: PgTable,
  where: SQL | undefined,
  caller: Caller,
  batch: string,
): Promise<number> {
  await db().delete(deletedRecords).where(lt(deletedRecords.deletedAt, KEPT));
  const name = getTableName(table);
  return countOf(sql`
    with gone as (delete from ${table} where ${where} returning *),
    kept as (
      insert into ${deletedRecords} (batch, user_id, "table", shape, row)
      select ${batch}::uuid, ${caller.userId}, ${name}, (${shapeOf(name)}), gone::text from gone
      returning 1
    )
    select count(*)::integer as count from kept`);
}

/** Bring back what the caller deleted as one batch; how many rows that are: none when it is too late. */
export async function bringBack(caller: Caller, batch: string): Promise<number> {
  return transaction(async () => {
    const theirs = and(
      eq(deletedRecords.batch, batch),
      eq(deletedRecords.userId, caller.userId),
      gt(deletedRecords.deletedAt, KEPT),
    );
    const [first] = await db()
      .select({ table: deletedRecords.table, shape: deletedRecords.shape })
      .from(deletedRecords)
      .where(theirs)
      .limit(1);
    if (!first) return 0;
    const table = sql.identifier(first.table);
    return countOf(sql`
      with back as (
        delete from ${deletedRecords} where ${theirs} and shape = (${shapeOf(first.table)}) returning row
      ),
      stored as (insert into ${table} select (back.row::${table}).* from back returning 1)
      select count(*)::integer as count from stored`);
  });
}

/** Whether rows have no place among those that are there by now: one is taken, or what it belongs to is gone. */
export function hasNoPlace(error: unknown): boolean {
  return chainOf(error).some((link) => VIOLATIONS.includes(String(Reflect.get(link, "code"))));
}

// Of a foreign key, a unique index, a check.
const VIOLATIONS = ["23503", "23505", "23514"];

/** The columns of a table in their order: a row of another shape does not fit any more. */
function shapeOf(table: string): SQL {
  return sql`
    select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
    from pg_attribute
    where attrelid = to_regclass(quote_ident(${table})) and attnum > 0 and not attisdropped`;
}

async function countOf(statement: SQL): Promise<number> {
  // What both drivers answer with; `execute` itself does not say.
  const { rows } = (await db().execute(statement)) as unknown as { rows: { count: number }[] };
  return rows[0]?.count ?? 0;
}
