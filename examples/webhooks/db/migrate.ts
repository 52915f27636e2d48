import "server-only";

import { sql } from "drizzle-orm";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import type { Database } from ".";

type Ran = { hash: string; created_at: string | number };

/**
 * Run the migrations that a database has not had yet, in one transaction, and remember them where Drizzle's
 * own migrator does. That one asks for the newest alone: what comes with a branch, and is older, never runs.
 */
export async function runMigrations(db: Database, migrationsFolder: string): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder });
  await db.execute(sql`create schema if not exists drizzle`);
  await db.execute(
    sql`create table if not exists drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`,
  );
  await db.transaction(async (tx) => {
    const ran = await tx.execute(sql`select hash, created_at from drizzle.__drizzle_migrations`);
    for (const migration of missing(migrations, (ran as { rows: Ran[] }).rows)) {
      for (const statement of migration.sql) await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`insert into drizzle.__drizzle_migrations (hash, created_at)
          values (${migration.hash}, ${migration.folderMillis})`,
      );
    }
  });
}

/** A migration ran where its time is known, or its text with a time that no migration has any more. */
function missing(migrations: MigrationMeta[], ran: Ran[]): MigrationMeta[] {
  const times = new Set(ran.map((row) => Number(row.created_at)));
  const first = Math.min(...times);
  const known = new Set(migrations.map((migration) => migration.folderMillis));
  const moved = ran.filter((row) => !known.has(Number(row.created_at))).map((row) => row.hash);
  return migrations.filter(({ folderMillis, hash }) => {
    // A database whose history begins later was made by other means.
    if (times.has(folderMillis) || (ran.length > 0 && folderMillis < first)) return false;
    const at = moved.indexOf(hash);
    if (at >= 0) moved.splice(at, 1);
    return at < 0;
  });
}
