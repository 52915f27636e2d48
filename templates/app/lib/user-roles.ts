import "server-only";

import { sql } from "@/db/sql";
import type { User } from "@/lib/users";

// No page and no endpoint calls these: who has which role is for those to say who run the server.

/** Everybody who has a role, and which ones. */
export async function listRoles(): Promise<{ email: string; roles: string[] }[]> {
  return sql<{ email: string; roles: string[] }>`
    select email, roles from auth_users where cardinality(roles) > 0 order by email`;
}

/** Give somebody a role; false when they have it already. */
export async function giveRole({ id }: User, role: string): Promise<boolean> {
  const rows = await sql`
    update auth_users set roles = array_append(roles, ${role}::text)
    where id = ${id} and not ${role}::text = any(roles) returning id`;
  return rows.length > 0;
}

/** Take a role from somebody; false when they do not have it. It counts with their next request. */
export async function takeRole({ id }: User, role: string): Promise<boolean> {
  const rows = await sql`
    update auth_users set roles = array_remove(roles, ${role}::text)
    where id = ${id} and ${role}::text = any(roles) returning id`;
  return rows.length > 0;
}
