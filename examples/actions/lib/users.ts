import "server-only";

import { randomUUID } from "node:crypto";
import { sql } from "@/db/sql";

/** The id of the user with this email; made, without a password, when there is none yet. */
export async function ensureUser(address: string): Promise<string> {
  const email = address.trim().toLowerCase();
  const name = email.split("@")[0] ?? email;
  await sql`
    insert into auth_users (id, name, email) values (${randomUUID()}, ${name}, ${email})
    on conflict do nothing`;
  const [user] = await sql<{ id: string }>`select id from auth_users where email = ${email}`;
  if (!user) throw new Error(`Could not make a user for ${email}.`);
  return user.id;
}
