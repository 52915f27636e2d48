import { randomBytes } from "node:crypto";
import nextEnv from "@next/env";
import { Client } from "pg";

/**
 * Give the tests a database of their own: PGlite in memory, or, where DATABASE_URL names a PostgreSQL
 * server, a new database on that server which is dropped again afterwards.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  nextEnv.loadEnvConfig(process.cwd());
  process.env.BETTER_AUTH_SECRET = randomBytes(32).toString("hex");
  process.env.BETTER_AUTH_URL = "http://localhost:3000";
  const url = process.env.DATABASE_URL;
  if (!url) {
    process.env.DATABASE_URL = "memory://";
    return undefined;
  }
  const name = `test_${randomBytes(6).toString("hex")}`;
  await run(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  process.env.DATABASE_URL = own.href;
  return () => run(url, `drop database ${name} with (force)`);
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
