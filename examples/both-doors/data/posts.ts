import "server-only";

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { inBatches, matching, narrowed, readPage } from "@/db/list";
import { posts } from "@/db/schema/posts";
import { discard } from "@/db/undo";
import type { Caller } from "@/lib/guard";
import type { Page } from "@/lib/list";
import type { PostInput, PostPatch, PostQuery } from "@/lib/schemas/posts";

// The only code that touches the table `posts`. Anybody may read; only its owner changes a
// record, so these functions take the caller first.

const columns = {
  id: posts.id,
  title: posts.title,
  body: posts.body,
  createdAt: posts.createdAt,
  updatedAt: posts.updatedAt,
};

export type Post = Pick<typeof posts.$inferSelect, keyof typeof columns>;

export async function listPosts(query: PostQuery): Promise<Page<Post>> {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(posts)
      .where(and(mayRead(), matching(query.search, posts.title, posts.body), where))
      .orderBy(...order)
      .limit(limit),
  );
}

export async function getPost(id: string): Promise<Post | null> {
  const [row] = await db()
    .select(columns)
    .from(posts)
    .where(and(eq(posts.id, id), mayRead()));
  return row ?? null;
}

/** The post with this id if it is the caller's own, to be changed. */
export async function getOwnPost(caller: Caller, id: string): Promise<Post | null> {
  const [row] = await db()
    .select(columns)
    .from(posts)
    .where(and(eq(posts.id, id), mayChange(caller)));
  return row ?? null;
}

/** Which of these records are the caller's own. */
export async function ownPostIds(caller: Caller, ids: string[]): Promise<Set<string>> {
  const rows = await db()
    .select({ id: posts.id })
    .from(posts)
    .where(and(inArray(posts.id, ids), mayChange(caller)));
  return new Set(rows.map((row) => row.id));
}

export async function createPost(caller: Caller, input: PostInput): Promise<Post> {
  const [row] = await db()
    .insert(posts)
    .values({ ...input, ownerId: caller.userId })
    .returning(columns);
  if (!row) throw new Error("The database returned no row for an insert.");
  return row;
}

/** The new posts, in the order in which they were sent. */
export async function createManyPosts(caller: Caller, input: PostInput[]): Promise<Post[]> {
  if (input.length === 0) return [];
  const rows = input.map((row) => ({ ...row, ownerId: caller.userId }));
  return db().insert(posts).values(rows).returning(columns);
}

/**
 * The changed post, or null when the caller has none with this id.
 *
 * With `versions` it is changed only while one of them is its `updatedAt`.
 */
export async function updatePost(
  caller: Caller,
  id: string,
  patch: PostPatch,
  versions?: Date[],
): Promise<Post | null> {
  const [row] = await db()
    .update(posts)
    .set({ ...patch, updatedAt: later() })
    .where(and(eq(posts.id, id), mayChange(caller), isStill(versions)))
    .returning(columns);
  return row ?? null;
}

/** False when the caller has no post with this id. */
export async function deletePost(caller: Caller, id: string, versions?: Date[]): Promise<boolean> {
  const rows = await db()
    .delete(posts)
    .where(and(eq(posts.id, id), mayChange(caller), isStill(versions)))
    .returning({ id: posts.id });
  return rows.length > 0;
}

/** Which of these are deleted, and which others are there, but not for the caller to delete. */
export async function deleteManyPosts(
  caller: Caller,
  ids: string[],
): Promise<{ deleted: string[]; kept: string[] }> {
  const rows = await db()
    .delete(posts)
    .where(and(inArray(posts.id, ids), mayChange(caller)))
    .returning({ id: posts.id });
  const stored = await db()
    .select({ id: posts.id })
    .from(posts)
    .where(and(inArray(posts.id, ids), mayRead()));
  return { deleted: rows.map(({ id }) => id), kept: stored.map(({ id }) => id) };
}

/** Delete those that the caller may; for an hour the caller can bring them back, as one batch. */
export async function discardPosts(caller: Caller, ids: string[], batch: string): Promise<number> {
  return discard(posts, and(inArray(posts.id, ids), mayChange(caller)), caller, batch);
}

/** The same with all that such a list has, however many that are. */
export async function discardMatchingPosts(
  caller: Caller,
  query: PostQuery,
  batch: string,
): Promise<number> {
  return inBatches((limit) => {
    const found = db()
      .select({ id: posts.id })
      .from(posts)
      .where(
        and(
          mayChange(caller),
          matching(query.search, posts.title, posts.body),
          narrowed(query, columns),
        ),
      )
      .limit(limit);
    return discard(posts, inArray(posts.id, found), caller, batch);
  });
}

/** Anybody may read every post. Return a condition, and they read only what meets it. */
function mayRead(): SQL | undefined {
  return undefined;
}

function mayChange(caller: Caller) {
  return ownedBy(caller);
}

function ownedBy(caller: Caller) {
  return eq(posts.ownerId, caller.userId);
}

/** An `updatedAt` that is a version: it moves on with every change, however fast they follow. */
function later() {
  return sql`greatest(now(), ${posts.updatedAt} + interval '1 millisecond')`;
}

function isStill(versions?: Date[]) {
  return versions && inArray(posts.updatedAt, versions);
}
