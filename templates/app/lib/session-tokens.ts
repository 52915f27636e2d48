import "server-only";

import { createHash, randomBytes } from "node:crypto";
import { sql, transaction } from "@/db/sql";
import { IDLE_MS, LONGEST_MS, type SessionUser } from "@/lib/session";

// What a frontend elsewhere has in place of a cookie: an access token, which opens for some minutes, and
// a refresh token, which gets the next two, once (RFC 9700, section 4.14). Both are of a session of
// better-auth's, and end with it. They are random, so that their SHA-256 is enough to store.

const ACCESS_SECONDS = 600;
const ACCESS = /^Bearer +(at_[\w-]{43})$/i;
const REFRESH = /^rt_[\w-]{43}$/;

export type Tokens = {
  accessToken: string;
  tokenType: "Bearer";
  expiresIn: number;
  refreshToken: string;
};

/** A session that somebody calls with a token. */
export type TokenSession = { id: string; user: SessionUser };

/** Whether an `Authorization` header has a token of a session in it, good or not, and no API key. */
export function hasSessionToken(authorization: string): boolean {
  return /^Bearer +[ar]t_/i.test(authorization);
}

/** The first two tokens of a session. They can be seen once: only hashes of them are stored. */
export async function issueTokens(sessionId: string): Promise<Tokens> {
  const [accessToken, refreshToken] = [newToken("at"), newToken("rt")];
  await sql`
    insert into auth_session_tokens (hash, session_id, kind, expires_at) values
      (${hash(accessToken)}, ${sessionId}, 'access', now() + make_interval(secs => ${ACCESS_SECONDS})),
      (${hash(refreshToken)}, ${sessionId}, 'refresh', null)`;
  return { accessToken, tokenType: "Bearer", expiresIn: ACCESS_SECONDS, refreshToken };
}

/** The session whose access token this header carries; null if it is none, or it is over. */
export async function findTokenSession(authorization: string): Promise<TokenSession | null> {
  const [, token] = ACCESS.exec(authorization) ?? [];
  if (!token) return null;
  const [row] = await sql<SessionUser & { sessionId: string }>`
    select session.id as session_id, person.id, person.name, person.email
    from auth_session_tokens token
      join auth_sessions session on session.id = token.session_id
      join auth_users person on person.id = session.user_id
    where token.hash = ${hash(token)} and token.kind = 'access'
      and token.expires_at > now() and session.expires_at > now()`;
  return row ? { id: row.sessionId, user: { id: row.id, name: row.name, email: row.email } } : null;
}

type RefreshToken = { hash: string; sessionId: string };

/** A refresh token that was issued once, used or not; `rotate` asks whether its session is over. */
export async function findRefreshToken(token: string): Promise<RefreshToken | null> {
  const [known] = REFRESH.exec(token) ?? [];
  if (!known) return null;
  const [row] = await sql<RefreshToken>`
    select token.hash, session.id as session_id
    from auth_session_tokens token join auth_sessions session on session.id = token.session_id
    where token.hash = ${hash(known)} and token.kind = 'refresh'`;
  return row ?? null;
}

/**
 * Use up a refresh token, and get the next two. One that was used already is in two hands, one of which
 * may be a thief's: that ends the session. Returns null then.
 */
export async function rotate({ hash, sessionId }: RefreshToken): Promise<Tokens | null> {
  return transaction(async () => {
    // The session first, so that of many at once, on whatever instance, each waits here for the one before.
    if (!(await extend(sessionId))) return null;
    const used = await sql`
      update auth_session_tokens set used_at = now()
      where hash = ${hash} and used_at is null returning hash`;
    if (used.length === 0) {
      await endSession(sessionId);
      return null;
    }
    await forgetOld(sessionId);
    return issueTokens(sessionId);
  });
}

/** A session lasts while it is used; see lib/session.ts. Returns whether it is still there. */
async function extend(sessionId: string): Promise<boolean> {
  const [idle, longest] = [IDLE_MS / 1000, LONGEST_MS / 1000];
  const rows = await sql`
    update auth_sessions set updated_at = now(), expires_at =
      least(now() + make_interval(secs => ${idle}), created_at + make_interval(secs => ${longest}))
    where id = ${sessionId} and expires_at > now() returning id`;
  return rows.length > 0;
}

// A refresh token is remembered after its use for as long as a session can lie idle: whoever comes
// with it later than that is a stranger.
async function forgetOld(sessionId: string): Promise<void> {
  const before = new Date(Date.now() - IDLE_MS);
  await sql`
    delete from auth_session_tokens
    where session_id = ${sessionId} and (expires_at < now() or used_at < ${before})`;
}

/** Sign out: no token of this session works any more. */
export async function endSession(id: string): Promise<void> {
  await sql`delete from auth_sessions where id = ${id}`;
}

/** Sign somebody out everywhere, also where they have a cookie. API keys stay. */
export async function endAllSessions(userId: string): Promise<void> {
  await sql`delete from auth_sessions where user_id = ${userId}`;
}

function newToken(kind: "at" | "rt"): string {
  return `${kind}_${randomBytes(32).toString("base64url")}`;
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
