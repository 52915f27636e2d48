import "server-only";

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { db } from "@/db";
import { apiKeys } from "@/db/schema/api-keys";
import type { Caller } from "@/lib/guard";

// A key is `sk_<public id>_<secret>`. The public id finds the row; the secret is compared by its
// SHA-256, which is enough for 256 random bits (a password would need a slow hash).
const KEY = /^Bearer +sk_([0-9a-f]{16})_([\w-]{43})$/i;
const UNKNOWN = sha256(randomBytes(32).toString("base64url"));

const columns = {
  id: apiKeys.id,
  name: apiKeys.name,
  publicId: apiKeys.publicId,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
};

export type ApiKey = {
  id: string;
  name: string;
  publicId: string;
  createdAt: Date;
  lastUsedAt: Date | null;
};

export async function listApiKeys(caller: Caller): Promise<ApiKey[]> {
  return db()
    .select(columns)
    .from(apiKeys)
    .where(eq(apiKeys.ownerId, caller.userId))
    .orderBy(desc(apiKeys.createdAt));
}

/** Make a key. This is the only time it can be seen: only a hash of it is stored. */
export async function createApiKey(caller: Caller, input: { name: string }): Promise<string> {
  const publicId = randomBytes(8).toString("hex");
  const secret = randomBytes(32).toString("base64url");
  await db()
    .insert(apiKeys)
    .values({
      ownerId: caller.userId,
      name: input.name,
      publicId,
      secretHash: sha256(secret).toString("hex"),
    });
  return `sk_${publicId}_${secret}`;
}

export async function revokeApiKey(caller: Caller, id: string): Promise<boolean> {
  const rows = await db()
    .delete(apiKeys)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.ownerId, caller.userId)))
    .returning({ id: apiKeys.id });
  return rows.length > 0;
}

/** The caller whose key this `Authorization` header carries, or null. */
export async function callerFromApiKey(authorization: string): Promise<Caller | null> {
  const [, publicId, secret] = KEY.exec(authorization) ?? [];
  if (!publicId || !secret) return null;
  const [row] = await db()
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.publicId, publicId.toLowerCase()));
  // An unknown key costs the same comparison as a known one.
  const expected = row ? Buffer.from(row.secretHash, "hex") : UNKNOWN;
  const matches = timingSafeEqual(sha256(secret), expected);
  if (!row || !matches) return null;
  await noteUse(row.id, row.lastUsedAt);
  return { userId: row.ownerId };
}

// To the minute is enough, and keeps most calls free of a write.
async function noteUse(id: string, lastUsedAt: Date | null): Promise<void> {
  const now = new Date();
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < 60_000) return;
  await db().update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
