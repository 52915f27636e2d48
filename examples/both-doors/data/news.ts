import "server-only";

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { news } from "@/db/schema/news";
import { discard } from "@/db/undo";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { NewsInput, NewsPatch, NewsQuery } from "@/lib/schemas/news";

// The only code that touches the table `news`. Anybody may read; who changes something has
// proved to a guard who they are, and is passed in first.

const columns = {
  id: news.id,
  headline: news.headline,
  link: news.link,
  createdAt: news.createdAt,
  updatedAt: news.updatedAt,
};

export type News = Pick<typeof news.$inferSelect, keyof typeof columns>;

export async function listNews(query: NewsQuery): Promise<Page<News>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(news)
      .where(and(mayRead(), matching(query.search, news.headline), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getNews(id: string): Promise<News | null> {
  const [row] = await db()
    .select(columns)
    .from(news)
    .where(and(eq(news.id, id), mayRead()));
  return row ?? null;
}

export async function createNews(_caller: Caller, input: NewsInput): Promise<News> {
  const [row] = await db().insert(news).values(input).returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new news, in the order in which they were sent. */
export async function createManyNews(_caller: Caller, input: NewsInput[]): Promise<News[]> {
  if (input.length === 0) return [];
  return db().insert(news).values(input).returning(columns);
}

/**
 * The changed news, or null when there is none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updateNews(
  caller: Caller,
  id: string,
  patch: NewsPatch,
  versions?: Date[],
): Promise<News | null> {
  const [row] = await db()
    .update(news)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(news.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when there is no news with this id. */
export async function deleteNews(caller: Caller, id: string, versions?: Date[]): Promise<boolean> {
  const rows = await db()
    .delete(news)
    .where(and(eq(news.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: news.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyNews(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(news)
    .where(and(inArray(news.id, ids), mayChange(caller)))
    .returning({ id: news.id });
  const stored = await db()
    .select({ id: news.id })
    .from(news)
    .where(and(inArray(news.id, ids), mayRead()));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardNews(caller: Caller, ids: string[], batch: string): Promise<number> {
  return discard(news, and(inArray(news.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingNews(
  caller: Caller,
  query: NewsQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: news.id })
      .from(news)
      .where(
        and(mayChange(caller), matching(query.search, news.headline), narrowed(query, columns)),
      )
      .limit(limit);
    return discard(news, inArray(news.id, found), caller, batch);
  });
}

/** Anybody may read every news. Return a condition, and they read only what meets it. */
function mayRead(): SQL | undefined {
  return undefined;
}

/** Everybody who is signed in may change every news. */
function mayChange(_caller: Caller): SQL | undefined {
  return undefined;
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${news.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(news.updatedAt, versions);
}
