import "server-only";

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { MigrationFailed } from "./failure";
import type { Known } from "./migrate";

export const migrationsFolder = join(process.cwd(), "db", "migrations");
export const journal = join(migrationsFolder, "meta", "_journal.json");

/** One migration in `db/migrations/`. */
export type Migration = Known & { name: string; statements: string[] };

/** List the migrations there are, in the order in which they run. */
export function readMigrations(): Migration[] {
  if (!existsSync(journal)) {
    throw new Error("There is no migration yet: run `npm run db:generate` first.");
  }
  try {
    const { entries } = JSON.parse(readFileSync(journal, "utf8")) as { entries: { tag: string }[] };
    return readMigrationFiles({ migrationsFolder }).map(({ folderMillis, hash, sql }, number) => ({
      name: entries[number]?.tag ?? "",
      when: folderMillis,
      hash,
      statements: sql,
    }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationFailed({ reason: `db/migrations/ cannot be read: ${reason}` });
  }
}
