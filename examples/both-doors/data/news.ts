import "server-only";

import { desc, eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { news } from "@/db/schema/news";
import type { Caller } from "@/lib/guard";
import { type Page, type PageRequest, toPage } from "@/lib/page";
import type { NewsInput, NewsPatch } from "@/lib/schemas/news";

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

export async function listNews(page: PageRequest): Promise<Page<News>> {
  const rows = await db()
    .select(columns)
    .from(news)
    .where(after(page))
    .orderBy(desc(news.createdAt), desc(news.id))
    .limit(page.limit + 1);
  return toPage(rows, page);
}

export async function getNews(id: string): Promise<News | null> {
  const [row] = await db().select(columns).from(news).where(eq(news.id, id));
  return row ?? null;
}

export async function createNews(_caller: Caller, input: NewsInput): Promise<News> {
  const [row] = await db().insert(news).values(input).returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The changed news, or null when there is none with this id. */
export async function updateNews(
  _caller: Caller,
  id: string,
  patch: NewsPatch,
): Promise<News | null> {
  const [row] = await db()
    .update(news)
    .set({ ...patch, updatedAt: new Date() })
    .where(eq(news.id, id))
    .returning(columns);
  return row ?? null;
}

/** False when there is no news with this id. */
export async function deleteNews(_caller: Caller, id: string): Promise<boolean> {
  const rows = await db().delete(news).where(eq(news.id, id)).returning({ id: news.id });
  return rows.length > 0;
}

function after({ after: last }: PageRequest) {
  if (!last) return undefined;
  const time = last.createdAt.toISOString();
  return sql`(${news.createdAt}, ${news.id}) < (${time}::timestamptz, ${last.id}::uuid)`;
}
