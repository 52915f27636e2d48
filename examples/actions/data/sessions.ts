import "server-only";

import { sql } from "@/db/sql";
import type { Caller } from "@/lib/caller";

// Where somebody is signed in: browsers, each with a cookie.

export type OwnSession = {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  /** To the day: see lib/session.ts. */
  updatedAt: Date;
};

/** The last used first. */
export async function listSessions({ userId }: Caller): Promise<OwnSession[]> {
  return sql<OwnSession>`
    select id, user_agent, created_at, updated_at from auth_sessions
    where user_id = ${userId} and expires_at > now()
    order by updated_at desc, id limit 100`;
}

/** Sign out one of their sessions; nobody else's. */
export async function endOwnSession({ userId }: Caller, id: string): Promise<void> {
  await sql`delete from auth_sessions where id = ${id} and user_id = ${userId}`;
}

/** Sign out all but this one. API keys stay. */
export async function endOtherSessions({ userId }: Caller, id: string): Promise<void> {
  await sql`delete from auth_sessions where user_id = ${userId} and id <> ${id}`;
}
