import "server-only";

import { and, eq, getTableName, gt, lt, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { db, transaction } from "@/db";
import { deletedRecords } from "@/db/schema/deleted-records";
import type { Caller } from "@/lib/caller";
import { chainOf } from "@/lib/errors";

// Who deletes something from a page can bring it back for an hour, with all that went along. Until then its
// rows lie in a table of their own: nothing that reads the others has to know that there are rows that are gone.
const KEPT = sql`now() - interval '1 hour'`;

/** Whose they are, and what they were deleted with. */
type Batch = { userId: string; batch: string };

/** Delete the rows of a table that `where` finds, and keep them for the caller to bring back; how many. */
export function discard(
  table: PgTable,
  where: SQL | undefined,
  { userId }: Caller,
  batch: string,
): Promise<number> {
  const name = getTableName(table);
  return transaction(async () => {
    await db().delete(deletedRecords).where(lt(deletedRecords.deletedAt, KEPT));
    // Locked, so that from now on nothing else refers to them: what goes along is all kept.
    const found = sql`select * from ${table} where ${where ?? sql`true`} for update`;
    const rows = await keep({ userId, batch }, name, found);
    await keepFollowers({ userId, batch }, name, rows);
    await db().execute(sql`delete from ${table} where id in (${valuesIn(rows, name, "id")})`);
    return rows.length;
  });
}

/** Keep the rows that a query finds, those of them that are not kept yet: each as PostgreSQL writes it. */
async function keep(
  { userId, batch }: Batch,
  table: string,
  query: SQL,
  { followed = false, emptied = null as string | null } = {},
): Promise<string[]> {
  const kept = await rowsOf<{ row: string }>(sql`
    insert into ${deletedRecords} (batch, user_id, "table", followed, emptied, shape, row)
    select ${batch}::uuid, ${userId}, ${table}, ${followed}, ${emptied}::text, (${shapeOf(table)}), found.row
    from (select __row::text as row from (${query}) __row) found
    where not exists (
      select 1 from ${deletedRecords} kept
      where kept.batch = ${batch}::uuid and kept.user_id = ${userId} and kept."table" = ${table}
        and kept.row = found.row and kept.emptied is not distinct from ${emptied}::text
    )
    returning row`);
  return kept.map(({ row }) => row);
}

/** Keep what goes along with rows of a table, or loses what it refers to, and what goes along with that. */
async function keepFollowers(batch: Batch, table: string, rows: string[]): Promise<void> {
  if (rows.length === 0) return;
  for (const { source, column, target, empties } of await referrersOf(table)) {
    const found = sql`
      select ${empties ? onlyOf(source, column) : sql`*`} from ${sql.identifier(source)}
      where ${sql.identifier(column)} in (${valuesIn(rows, table, target)}) for update`;
    const emptied = empties ? column : null;
    const followers = await keep(batch, source, found, { followed: true, emptied });
    if (!empties) await keepFollowers(batch, source, followers);
  }
}

/** Of a row that stays, which may be somebody else's, no more than what it refers to. */
function onlyOf(table: string, column: string): SQL {
  const [name, value] = [sql.identifier(table), sql.identifier(column)];
  const only = sql`jsonb_build_object('id', ${name}.id, ${column}::text, ${name}.${value})`;
  return sql`(jsonb_populate_record(null::${name}, ${only})).*`;
}

/** What rows of a table have in one of its columns. */
function valuesIn(rows: string[], table: string, column: string): SQL {
  return sql`
    select (kept.row::${sql.identifier(table)}).${sql.identifier(column)}
    from json_array_elements_text(${JSON.stringify(rows)}::json) kept(row)`;
}

type Referrer = { source: string; column: string; target: string; empties: boolean };

/** The columns that refer to a table, whose rows are deleted with those of it, or whose values are emptied. */
function referrersOf(table: string): Promise<Referrer[]> {
  return rowsOf<Referrer>(sql`
    select source.relname as source, own.attname as "column", other.attname as target,
      rule.confdeltype = 'n' as empties
    from pg_constraint rule
    join pg_class source on source.oid = rule.conrelid
    join pg_attribute own on own.attrelid = rule.conrelid and own.attnum = rule.conkey[1]
    join pg_attribute other on other.attrelid = rule.confrelid and other.attnum = rule.confkey[1]
    where rule.contype = 'f' and rule.confdeltype in ('c', 'n') and cardinality(rule.conkey) = 1
      and rule.confrelid = to_regclass(quote_ident(${table}))
    order by source.relname, own.attname`);
}

/** Bring back what the caller deleted as one batch; how many rows that are: none when it is too late. */
export function bringBack(caller: Caller, batch: string): Promise<number> {
  return transaction(async () => {
    const { table, shape, emptied } = deletedRecords;
    const theirs = and(
      eq(deletedRecords.batch, batch),
      eq(deletedRecords.userId, caller.userId),
      gt(deletedRecords.deletedAt, KEPT),
    );
    const kinds = await db()
      .selectDistinct({ table, shape, emptied })
      .from(deletedRecords)
      .where(theirs);
    if (kinds.length === 0) return 0;
    for (const kind of kinds) {
      // A row of another shape does not fit any more, and then nothing comes back, rather than a part of it.
      const [now] = await rowsOf<{ shape: string }>(sql`select (${shapeOf(kind.table)}) as shape`);
      if (now?.shape !== kind.shape) return 0;
    }
    // In one statement, so that what they refer to of each other is looked for when all of it is there.
    const steps = kinds.map(
      (kind, index) => sql`, ${sql.raw(`step_${index}`)} as (${restored(kind)})`,
    );
    const [row] = await rowsOf<{ count: number }>(sql`
      with back as (delete from ${deletedRecords} where ${theirs} returning *)
      ${sql.join(steps)}
      select count(*)::integer as count from back where not followed`);
    return row?.count ?? 0;
  });
}

/** Write what is back of a table; what was emptied only where it is still empty. */
function restored({ table, emptied }: { table: string; emptied: string | null }): SQL {
  const name = sql.identifier(table);
  if (emptied === null) {
    return sql`
      insert into ${name} select (back.row::${name}).* from back
      where back."table" = ${table} and back.emptied is null`;
  }
  const column = sql.identifier(emptied);
  return sql`
    update ${name} set ${column} = (back.row::${name}).${column} from back
    where back."table" = ${table} and back.emptied = ${emptied}
      and ${name}.id = (back.row::${name}).id and ${name}.${column} is null`;
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

async function rowsOf<Row>(statement: SQL): Promise<Row[]> {
  // What both drivers answer with; `execute` itself does not say.
  const { rows } = (await db().execute(statement)) as unknown as { rows: Row[] };
  return rows;
}
