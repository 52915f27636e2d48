import "server-only";

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { sql, transaction } from "@/db/sql";
import type { Caller } from "@/lib/caller";
import { EVERYTHING } from "@/lib/scopes";

// A key is `sk_<public id>_<secret>`. The public id finds the row; the secret is compared by its
// SHA-256, which is enough for 256 random bits (a password would need a slow hash).
const KEY = /^Bearer +sk_([0-9a-f]{16})_([\w-]{43})$/i;
const UNKNOWN = sha256(randomBytes(32).toString("base64url"));

export type ApiKey = {
  id: string;
  name: string;
  publicId: string;
  scopes: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
};

export async function listApiKeys(caller: Caller): Promise<ApiKey[]> {
  return sql<ApiKey>`
    select id, name, public_id, string_to_array(scopes, ' ') as scopes, created_at, last_used_at, expires_at
    from api_keys where owner_id = ${caller.userId}
    order by created_at desc`;
}

type NewKey = {
  name: string;
  scopes?: string[];
  expiresAt?: Date | null;
  /** The id of a key that it takes the place of, and that goes on for a day: time to change over. */
  replaces?: string | null;
};

/** Make a key. This is the only time it can be seen: only a hash of it is stored. */
export async function createApiKey(caller: Caller, input: NewKey): Promise<string> {
  const { name, scopes = [EVERYTHING], expiresAt = null, replaces = null } = input;
  const publicId = randomBytes(8).toString("hex");
  const secret = randomBytes(32).toString("base64url");
  const secretHash = sha256(secret).toString("hex");
  await transaction(async () => {
    await sql`
      insert into api_keys (owner_id, name, public_id, secret_hash, scopes, expires_at)
      values (${caller.userId}, ${name}, ${publicId}, ${secretHash}, ${scopes.join(" ")}, ${expiresAt})`;
    await sql`
      update api_keys set expires_at = least(expires_at, now() + interval '1 day')
      where id = ${replaces} and owner_id = ${caller.userId}`;
  });
  return `sk_${publicId}_${secret}`;
}

export async function revokeApiKey(caller: Caller, id: string): Promise<boolean> {
  const rows = await sql`
    delete from api_keys where id = ${id} and owner_id = ${caller.userId} returning id`;
  return rows.length > 0;
}

type Stored = Pick<ApiKey, "id" | "scopes" | "lastUsedAt"> & {
  ownerId: string;
  secretHash: string;
};

type Found = { id: string; caller: Caller; scopes: string[] };

const asked = new Map<string, Promise<Found | null>>();

/** Whose key this `Authorization` header carries, and what it may do; null if it is none, or no longer. */
export function findApiKey(authorization: string): Promise<Found | null> {
  // However many come at once with one key: to the database that is one question.
  let found = asked.get(authorization);
  if (!found) {
    found = lookUp(authorization).finally(() => asked.delete(authorization));
    asked.set(authorization, found);
  }
  return found;
}

async function lookUp(authorization: string): Promise<Found | null> {
  const [, publicId, secret] = KEY.exec(authorization) ?? [];
  if (!publicId || !secret) return null;
  const [row] = await sql<Stored>`
    select id, owner_id, secret_hash, string_to_array(scopes, ' ') as scopes, last_used_at from api_keys
    where public_id = ${publicId.toLowerCase()} and (expires_at is null or expires_at > now())`;
  // An unknown key costs the same comparison as a known one.
  const expected = row ? Buffer.from(row.secretHash, "hex") : UNKNOWN;
  const matches = timingSafeEqual(sha256(secret), expected);
  if (!row || !matches) return null;
  await noteUse(row.id, row.lastUsedAt);
  return { id: row.id, caller: { userId: row.ownerId }, scopes: row.scopes };
}

// To the minute is enough, and keeps most calls free of a write.
async function noteUse(id: string, lastUsedAt: Date | null): Promise<void> {
  const now = new Date();
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < 60_000) return;
  await sql`update api_keys set last_used_at = ${now} where id = ${id}`;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
