import "server-only";

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { and, desc, eq, gt } from "drizzle-orm";
import { db } from "@/db";
import { apiKeys } from "@/db/schema/api-keys";
import { authSessions, authUsers } from "@/db/schema/auth";
import { todos } from "@/db/schema/todos";

/** Whose session cookie this is: its signature, then one query. */
export async function userOfSession(headers: Headers): Promise<string | null> {
  const cookie = /better-auth\.session_token=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1];
  const [token, signature] = decodeURIComponent(cookie ?? "").split(".");
  if (!token || !signature) return null;
  const expected = createHmac("sha256", process.env.BETTER_AUTH_SECRET ?? "").update(token).digest();
  const sent = Buffer.from(signature, "base64");
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return null;
  const [row] = await db()
    .select({ id: authUsers.id })
    .from(authSessions)
    .innerJoin(authUsers, eq(authUsers.id, authSessions.userId))
    .where(and(eq(authSessions.token, token), gt(authSessions.expiresAt, new Date())));
  return row?.id ?? null;
}

/** Whose API key this is: one query, then a comparison in constant time. */
export async function userOfKey(headers: Headers): Promise<string | null> {
  const [, publicId, secret] =
    /^Bearer sk_([0-9a-f]{16})_([\w-]{43})$/.exec(headers.get("authorization") ?? "") ?? [];
  if (!publicId || !secret) return null;
  const [key] = await db()
    .select({ ownerId: apiKeys.ownerId, secretHash: apiKeys.secretHash })
    .from(apiKeys)
    .where(eq(apiKeys.publicId, publicId));
  if (!key) return null;
  const sent = createHash("sha256").update(secret).digest();
  return timingSafeEqual(sent, Buffer.from(key.secretHash, "hex")) ? key.ownerId : null;
}

const columns = {
  id: todos.id,
  text: todos.text,
  completed: todos.completed,
  createdAt: todos.createdAt,
  updatedAt: todos.updatedAt,
};

export function todosOf(ownerId: string) {
  return db()
    .select(columns)
    .from(todos)
    .where(eq(todos.ownerId, ownerId))
    .orderBy(desc(todos.createdAt), desc(todos.id))
    .limit(50);
}

export async function todoOf(ownerId: string, id: string) {
  const [todo] = await db()
    .select(columns)
    .from(todos)
    .where(and(eq(todos.id, id), eq(todos.ownerId, ownerId)));
  return todo ?? null;
}
