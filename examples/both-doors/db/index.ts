import "server-only";

import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzleNode } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { Pool } from "pg";
import { openEmbedded } from "./embedded";

export type Database = PgDatabase<PgQueryResultHKT, Record<string, unknown>>;
/** A transaction: what `db().transaction(async (tx) => …)` passes on. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type Connection =
  | { kind: "pglite"; client: PGlite; db: ReturnType<typeof drizzlePglite> }
  | { kind: "postgres"; pool: Pool; db: ReturnType<typeof drizzleNode> };

// On globalThis, so that hot reloading and separately bundled entries share one connection.
const shared = globalThis as typeof globalThis & { databaseConnection?: Connection };

/** The one database connection of this process, opened at its first use and never at build time. */
export function connection(): Connection {
  shared.databaseConnection ??= open(process.env.DATABASE_URL);
  return shared.databaseConnection;
}

export function db(): Database {
  return connection().db;
}

/** For scripts and tests: a server keeps its connection for as long as it runs. */
export async function closeDatabase(): Promise<void> {
  const current = shared.databaseConnection;
  shared.databaseConnection = undefined;
  if (current?.kind === "postgres") await current.pool.end();
  if (current?.kind !== "pglite") return;
  const { client } = current;
  // One that could not be opened was told about where it was, and has nothing to close.
  const isOpen = await client.waitReady.then(
    () => true,
    () => false,
  );
  if (isOpen) await client.close();
}

function open(url: string | undefined): Connection {
  if (url?.startsWith("postgres://") || url?.startsWith("postgresql://")) {
    const pool = new Pool({ connectionString: url });
    // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
    pool.on("error", (error) => console.error("Lost a database connection:", error.message));
    return { kind: "postgres", pool, db: drizzleNode(pool) };
  }
  if (url && url !== "memory://") {
    throw new Error("DATABASE_URL must start with postgres:// (leave it unset to use PGlite).");
  }
  const client = url ? new PGlite(url) : openEmbedded(join(process.cwd(), ".data"));
  return { kind: "pglite", client, db: drizzlePglite(client) };
}
