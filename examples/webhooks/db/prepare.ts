import "server-only";

import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { connection } from "@/db";

const migrationsFolder = join(process.cwd(), "db", "migrations");
const journal = join(migrationsFolder, "meta", "_journal.json");
// Any number will do, as long as every instance of this app uses the same one.
const MIGRATION_LOCK = 20_261_123;

/** Bring the database to the newest migration; while developing, again whenever one is added. */
export async function prepareDatabase(): Promise<void> {
  await migrate();
  if (process.env.NODE_ENV === "development" && existsSync(journal)) {
    watch(journal, () => migrate().catch((error) => console.error(error)));
  }
}

export async function migrate(): Promise<void> {
  if (!existsSync(journal)) {
    throw new Error("There is no migration yet: run `npm run db:generate` first.");
  }
  const current = connection();
  if (current.kind === "pglite") {
    await migratePglite(current.db, { migrationsFolder });
    return;
  }
  // Several instances may start at once: one migrates, the others wait.
  const client = await current.pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migratePostgres(drizzle(client), { migrationsFolder });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    client.release();
  }
}
