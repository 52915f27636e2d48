import "server-only";

import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Database } from ".";

/** What a database knows a migration by: when it was made, and its text. */
export type Known = { when: number; hash: string };

/**
 * Run the migrations that a database has not had yet, in one transaction, and remember them where Drizzle's
 * own migrator does. That one asks for the newest alone: what comes with a branch, and is older, never runs.
 */
export async function runMigrations(db: Database, migrationsFolder: string): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder }).map(
    ({ folderMillis, hash, sql }) => ({
      when: folderMillis,
      hash,
      statements: sql,
    }),
  );
  await db.execute(sql`create schema if not exists drizzle`);
  await db.execute(
    sql`create table if not exists drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`,
  );
  await db.transaction(async (tx) => {
    const ran = await tx.execute(
      sql`select created_at as when, hash from drizzle.__drizzle_migrations`,
    );
    const rows = (ran as { rows: { when: string; hash: string }[] }).rows;
    const known = rows.map(({ when, hash }) => ({ when: Number(when), hash }));
    for (const migration of waiting(migrations, known)) {
      for (const statement of migration.statements) await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`insert into drizzle.__drizzle_migrations (hash, created_at)
          values (${migration.hash}, ${migration.when})`,
      );
    }
  });
}

/**
 * The migrations that a database has not had: it had one whose time it knows, or whose text, with a time that
 * no migration has any more.
 */
export function waiting<M extends Known>(migrations: M[], ran: Known[]): M[] {
  const times = new Set(ran.map(({ when }) => when));
  const first = Math.min(...times);
  const moved = renumbered(migrations, ran).map(({ hash }) => hash);
  return migrations.filter(({ when, hash }) => {
    // A database whose history begins later was made by other means.
    if (times.has(when) || (ran.length > 0 && when < first)) return false;
    const at = moved.indexOf(hash);
    if (at >= 0) moved.splice(at, 1);
    return at < 0;
  });
}

/** What ran with a time that no migration has any more. */
export function renumbered(migrations: Known[], ran: Known[]): Known[] {
  const known = new Set(migrations.map(({ when }) => when));
  return ran.filter(({ when }) => !known.has(when));
}
