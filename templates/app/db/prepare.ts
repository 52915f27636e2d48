import "server-only";

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Client } from "pg";
import { connection } from "@/db";
import { runMigrations } from "@/db/migrate";
import { patientClient } from "@/db/pool";
import { isUnavailable, reasonOf } from "@/lib/errors";
import { messageOf } from "@/lib/log";
import { MigrationFailed, noteFailure } from "./failure";
import { journal, type Migration, migrationsFolder, readMigrations } from "./folder";

// Any number will do, as long as every instance of this app uses the same one.
const MIGRATION_LOCK = 20_261_123;

// How long a server waits at its start for a database that is starting as well.
const PATIENCE_MS = 30_000;

// How often a server in development looks for another migration.
const LOOK_MS = 400;

/**
 * Bring the database to the newest migration, or throw. While developing, a migration that fails stops
 * nobody: the server stays up, says what to do, and tries again whenever a migration is added or edited.
 */
export async function prepareDatabase(): Promise<void> {
  if (process.env.NODE_ENV !== "development") return whenAvailable(migrate);
  const seen = looks();
  await whenAvailable(migrateOrNote);
  void keepUp(seen);
}

/** Looked at, and not watched: who is watching a file is not told of the one that takes its place. */
async function keepUp(migrated: string): Promise<void> {
  let [done, seen] = [migrated, migrated];
  for (;;) {
    await setTimeout(LOOK_MS, undefined, { ref: false });
    const now = looks();
    // Several files are written one after the other: those that still change are not ready.
    if (now === seen && now !== done) {
      done = now;
      await migrateOrNote().catch((error) => console.error(reasonOf(error)));
    }
    seen = now;
  }
}

/** What tells one state of the files from the next. */
function looks(): string {
  try {
    const names = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql"));
    const files = [journal, ...names.sort().map((name) => join(migrationsFolder, name))];
    return files.map((file) => `${file} ${statSync(file).mtimeMs} ${statSync(file).size}`).join();
  } catch {
    return "";
  }
}

async function migrateOrNote(): Promise<void> {
  try {
    await migrate();
    noteFailure();
  } catch (error) {
    if (!(error instanceof MigrationFailed)) throw error;
    noteFailure(error.failure);
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

/** Run the migrations that the database has not run yet: all of them, or none and MigrationFailed. */
export async function migrate(): Promise<void> {
  const migrations = readMigrations();
  try {
    await run();
  } catch (error) {
    throw isUnavailable(error) ? error : (failureOf(error, migrations) ?? error);
  }
}

/** Say of an error which migration it stopped, if it was one; null where it was none. */
function failureOf(error: unknown, migrations: Migration[]): MigrationFailed | null {
  if (!(error instanceof Error && "query" in error && error.cause instanceof Error)) return null;
  const stopped = String(error.query).trim();
  const failed = migrations.findLast(({ statements }) =>
    statements.some((statement) => statement.trim() === stopped),
  );
  if (!failed) return null;
  // A log in production quotes nothing of what is stored.
  const isPrivate = process.env.NODE_ENV === "production";
  const reason = isPrivate ? messageOf(error.cause) : error.cause.message;
  return new MigrationFailed({ name: failed.name, reason, statement: onOneLine(stopped) });
}

function onOneLine(statement: string): string {
  const line = statement.replace(/\s+/g, " ");
  return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}

async function run(): Promise<void> {
  const current = connection();
  if (current.kind === "pglite") {
    // Whoever else has the files is named here, and not as the cause of a failed query.
    await current.client.waitReady;
    await runMigrations(current.db, migrationsFolder);
    return;
  }
  const client = patientClient(process.env.DATABASE_URL ?? "");
  client.on("error", () => {});
  await client.connect();
  try {
    await takeTurn(client);
    await runMigrations(drizzle(client), migrationsFolder);
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
