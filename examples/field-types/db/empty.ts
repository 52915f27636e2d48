import "server-only";

import { patientClient } from "./pool";

// Somebody who is at work keeps a table for a moment, and not for ever.
const LOCK_MS = 5_000;

/** Drop all that is in a database, in one transaction: its server, its users and its settings stay. */
export async function emptyServer(url: string): Promise<void> {
  const client = patientClient(url);
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${LOCK_MS}`);
    await client.query("begin");
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(nspname) as name from pg_namespace
       where nspname !~ '^pg_' and nspname <> 'information_schema'`,
    );
    for (const { name } of rows) await client.query(`drop schema ${name} cascade`);
    await client.query("create schema public");
    await client.query("commit");
  } finally {
    client.end().catch(() => {});
  }
}
