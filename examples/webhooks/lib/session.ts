import "server-only";

import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "@/db/sql";

// better-auth makes and ends sessions. Finding the one of a request is done here, with its own cookie
// and rows, in one query: each page, action and handler asks for it. The row alone decides how long a
// session lasts, because a Server Component can write to the database and cannot set a cookie.

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** A session ends when it was not used for as long. */
export const IDLE_MS = 7 * DAY_MS;
/** And in any case after as long: the longest that a browser keeps a cookie. */
export const LONGEST_MS = 400 * DAY_MS;

export type SessionUser = { id: string; name: string; email: string };

/** A session, and whose it is. */
export type Session = { id: string; user: SessionUser };

type Row = SessionUser & { sessionId: string; expiresAt: Date; createdAt: Date };

/** The session that has this token, or null: there is none, or it is over. */
export async function findSession(token: string, remembered: boolean): Promise<Session | null> {
  const now = new Date();
  const [row] = await sql<Row>`
    select person.id, person.name, person.email, session.id as session_id,
      session.expires_at, session.created_at
    from auth_sessions session join auth_users person on person.id = session.user_id
    where session.token = ${token} and session.expires_at > ${now}`;
  if (!row) return null;
  if (remembered) await extend(token, row, now);
  return { id: row.sessionId, user: { id: row.id, name: row.name, email: row.email } };
}

let sweptAt = 0;

/** Forget the sessions that are over, with their tokens; once an hour is enough. */
export async function forgetSessions(): Promise<void> {
  if (Date.now() - sweptAt < HOUR_MS) return;
  sweptAt = Date.now();
  await sql`delete from auth_sessions where expires_at < now()`;
}

// Once a day is enough, and keeps all other requests free of a write.
async function extend(token: string, { expiresAt, createdAt }: Row, now: Date): Promise<void> {
  const until = new Date(Math.min(now.getTime() + IDLE_MS, createdAt.getTime() + LONGEST_MS));
  if (until.getTime() - expiresAt.getTime() < DAY_MS) return;
  await sql`
    update auth_sessions set expires_at = ${until}, updated_at = ${now}
    where token = ${token} and expires_at > ${now}`;
}

/** What better-auth has signed in this cookie, or null. Reads the header as better-auth does. */
export function signedCookie(header: string | null, name: string, secret: string): string | null {
  const value = header && cookieValue(header, name);
  const end = value ? value.lastIndexOf(".") : -1;
  if (!value || end < 1) return null;
  const text = value.slice(0, end);
  const signature = decodeBase64(value.slice(end + 1));
  const expected = createHmac("sha256", secret).update(text).digest();
  const good = signature?.length === expected.length && timingSafeEqual(signature, expected);
  return good ? text : null;
}

// Of two cookies with one name the first counts: browsers send the one with the longer path first.
function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=");
    if (equals === -1 || pair.slice(0, equals).trim() !== name) continue;
    const value = pair.slice(equals + 1).trim();
    return decode(value.startsWith('"') ? value.slice(1, -1) : value);
  }
  return null;
}

function decode(value: string): string {
  try {
    return value.includes("%") ? decodeURIComponent(value) : value;
  } catch {
    return value;
  }
}

function decodeBase64(text: string): Buffer | null {
  if (text.length !== 44 || !text.endsWith("=")) return null;
  try {
    return Buffer.from(atob(text), "latin1");
  } catch {
    return null;
  }
}
