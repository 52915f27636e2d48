import "server-only";

import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import type { Client } from "pg";
import { connection } from "@/db";
import { patientClient } from "@/db/pool";
import { isUnavailable, reasonOf } from "@/lib/errors";

const migrationsFolder = join(process.cwd(), "db", "migrations");
const journal = join(migrationsFolder, "meta", "_journal.json");
// Any number will do, as long as every instance of this app uses the same one.
const MIGRATION_LOCK = 20_261_123;

// How long a server waits at its start for a database that is starting as well.
const PATIENCE_MS = 30_000;

/** Bring the database to the newest migration; while developing, again whenever one is added. */
export async function prepareDatabase(): Promise<void> {
  await whenAvailable(migrate);
  if (process.env.NODE_ENV === "development" && existsSync(journal)) {
    watch(journal, () => migrate().catch((error) => console.error(error)));
  }
}

async function whenAvailable(work: () => Promise<void>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error) || Date.now() > end) throw error;
      console.warn(`The database is not ready yet. ${reasonOf(error)}`);
      await setTimeout(1000);
    }
  }
}

export async function migrate(): Promise<void> {
  if (!existsSync(journal)) {
    throw new Error("There is no migration yet: run `npm run db:generate` first.");
  }
  const current = connection();
  if (current.kind === "pglite") {
    // Whoever else has the files is named here, and not as the cause of a failed query.
    await current.client.waitReady;
    await migratePglite(current.db, { migrationsFolder });
    return;
  }
  const client = patientClient(process.env.DATABASE_URL ?? "");
  client.on("error", () => {});
  await client.connect();
  try {
    await takeTurn(client);
    await migratePostgres(drizzle(client), { migrationsFolder });
  } finally {
    // Gives up the lock as well. A server that hangs does not say goodbye, so nobody waits for that.
    client.end().catch(() => {});
  }
}

/** Several instances may start at once: one migrates, the others wait, however long it takes. */
async function takeTurn(client: Client): Promise<void> {
  for (;;) {
    // Asked again and again: a server that hangs would leave a single question open for ever.
    const question = { text: "select pg_try_advisory_lock($1) as mine", query_timeout: 10_000 };
    const { rows } = await client.query<{ mine: boolean }>({
      ...question,
      values: [MIGRATION_LOCK],
    });
    if (rows[0]?.mine) return;
    await setTimeout(200);
  }
}
