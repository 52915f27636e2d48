import "server-only";

import { randomUUID } from "node:crypto";
import { sql } from "@/db/sql";

export type Limit = { max: number; seconds: number };

/** How often something was tried since its window began, and in how many seconds the window ends. */
export type Tries = { count: number; secondsLeft: number };

// No limit looks further back.
const LONGEST_MS = 3_600_000;

/**
 * Count one more try under this key, or several: in one statement, so that many at once are all counted.
 * The window begins with the first try; the table's `last_request` is that moment.
 */
export async function countTry(key: string, seconds: number, tries = 1): Promise<Tries> {
  const now = Date.now();
  const start = now - seconds * 1000;
  const [row] = await sql<{ count: number; lastRequest: number }>`
    insert into auth_rate_limits as past (id, key, count, last_request)
    values (${randomUUID()}, ${key}, ${tries}, ${now})
    on conflict (key) do update set
      count = case when past.last_request <= ${start} then 0 else past.count end + ${tries},
      last_request = case when past.last_request <= ${start} then ${now} else past.last_request end
    returning count, last_request`;
  if (!row) throw new Error("A try could not be counted.");
  if (row.count === tries) await sweep(now);
  return { count: row.count, secondsLeft: Math.ceil((row.lastRequest - start) / 1000) };
}

/** Take a try back that turned out to be right. */
export async function forgetTry(key: string): Promise<void> {
  await sql`update auth_rate_limits set count = count - 1 where key = ${key} and count > 0`;
}

let sweptAt = 0;

// Once a minute is enough: a row that is over counts for nothing.
async function sweep(now: number): Promise<void> {
  if (now - sweptAt < 60_000) return;
  sweptAt = now;
  await sql`delete from auth_rate_limits where last_request < ${now - LONGEST_MS}`;
}

/** What better-auth asks before each of its endpoints: the same count, by address and path. */
export async function consume(key: string, { window, max }: { window: number; max: number }) {
  const { count, secondsLeft } = await countTry(key, window);
  return { allowed: count <= max, retryAfter: secondsLeft };
}
