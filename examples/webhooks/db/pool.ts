import "server-only";

import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Client, type ClientConfig, Pool } from "pg";
import { isUnavailable } from "@/lib/errors";
import { logError } from "@/lib/log";

// How long somebody waits, at most. All instances together may not open more connections than the server has.
const CONNECTIONS = 10;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 8_000;
const IDLE_IN_TRANSACTION_MS = 30_000;
// Later than the server itself gives up: only for a server that does not say a word.
const ANSWER_MS = STATEMENT_MS + 1_000;

const config = (url: string): ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: CONNECT_MS,
  // Else a connection whose other end is gone without a word looks open for hours.
  keepAlive: true,
});

/** Whether this is the address of a PostgreSQL server. */
export function isPostgres(url: string): boolean {
  return url.startsWith("postgres://") || url.startsWith("postgresql://");
}

/** The host and the database that an address leads to, which its parameters and PGHOST have a say in. */
export function placeOf(url: string): { host: string; port: number; user: string; name: string } {
  const { host, port, user = "", database: name = "" } = patientClient(url);
  return { host, port, user, name };
}

/** Connections to a PostgreSQL server, none of which waits for ever. */
export function openPool(url: string): Pool {
  const pool = new Pool({
    ...config(url),
    max: CONNECTIONS,
    query_timeout: ANSWER_MS,
    // As statements, because poolers such as PgBouncer refuse them as parameters of a connection.
    onConnect: (client) =>
      client.query(
        `set statement_timeout = ${STATEMENT_MS};
         set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`,
      ),
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", (error) => logError(error));
  return pool;
}

/** One connection of its own, for work that may take as long as it needs. */
export function patientClient(url: string): Client {
  return new Client(config(url));
}

/**
 * `db.transaction`, so that a connection which broke meanwhile is given up. Drizzle's own puts it back into
 * the pool, or, where it was `begin` that failed, keeps it for ever: ten of those, and none is left.
 */
export function transactionOn(db: NodePgDatabase & { $client: Pool }, pool: Pool): typeof db {
  db.transaction = async (work, options) => {
    const client = await pool.connect();
    let broken = false;
    try {
      return await drizzle(client).transaction(work, options);
    } catch (error) {
      broken = isUnavailable(error);
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return db;
}
