import "server-only";

import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle as drizzleNode } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import type { Pool } from "pg";
import { openEmbedded } from "./embedded";
import { isPostgres, openPool, transactionOn } from "./pool";

export type Database = PgDatabase<PgQueryResultHKT, Record<string, unknown>>;
/** A transaction: what `db().transaction(async (tx) => …)` passes on. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type Connection =
  | { kind: "pglite"; client: PGlite; db: ReturnType<typeof drizzlePglite> }
  | { kind: "postgres"; pool: Pool; db: ReturnType<typeof drizzleNode> };

/** Where the embedded database has its files. */
export const dataFolder = join(/* turbopackIgnore: true */ process.cwd(), ".data");

type Open = { tx: Transaction; isOver: boolean };

// On globalThis, so that hot reloading and separately bundled entries share one connection.
const shared = globalThis as typeof globalThis & {
  databaseConnection?: Connection;
  openTransaction?: AsyncLocalStorage<Open>;
};

/** The one database connection of this process, opened at its first use and never at build time. */
export function connection(): Connection {
  shared.databaseConnection ??= open(process.env.DATABASE_URL);
  return shared.databaseConnection;
}

/** The database; inside of `transaction`, that transaction. */
export function db(): Database {
  const open = shared.openTransaction?.getStore();
  return open && !open.isOver ? open.tx : connection().db;
}

/** Keep everything that is written while `work` runs, by whatever it calls, or nothing if it throws. */
export function transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  shared.openTransaction ??= new AsyncLocalStorage();
  const storage = shared.openTransaction;
  return db().transaction(async (tx) => {
    const open = { tx, isOver: false };
    try {
      return await storage.run(open, work, tx);
    } finally {
      // What was begun here and not waited for goes on without it.
      open.isOver = true;
    }
  });
}

// One question at a time, however many ask: a database that hangs is not helped by more of them.
let ping: Promise<boolean> | undefined;

/** Whether the database answers, and soon. */
export function databaseAnswers(withinMs = 2000): Promise<boolean> {
  ping ??= ask().finally(() => {
    ping = undefined;
  });
  return Promise.race([
    ping,
    new Promise<boolean>((resolve) => setTimeout(resolve, withinMs, false)),
  ]);
}

async function ask(): Promise<boolean> {
  try {
    await db().execute(sql`select 1`);
    return true;
  } catch {
    return false;
  }
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
  if (url && isPostgres(url)) {
    const pool = openPool(url);
    return { kind: "postgres", pool, db: transactionOn(drizzleNode(pool), pool) };
  }
  if (url && url !== "memory://") {
    throw new Error("DATABASE_URL must start with postgres:// (leave it unset to use PGlite).");
  }
  const client = url ? new PGlite(url) : openEmbedded(dataFolder);
  return { kind: "pglite", client, db: drizzlePglite(client) };
}
