import "server-only";

import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { sql, sqlIn, transaction } from "@/db/sql";

export type User = { id: string; name: string; email: string };

/** Addresses are stored as better-auth stores them. */
export async function findUser(address: string): Promise<User | null> {
  const email = address.trim().toLowerCase();
  const [user] = await sql<User>`select id, name, email from auth_users where email = ${email}`;
  return user ?? null;
}

/**
 * The id of the user with this email; made, without a password, when there is none yet. Who may run commands
 * on the server vouches for the address.
 */
export async function ensureUser(address: string): Promise<string> {
  const email = address.trim().toLowerCase();
  const name = email.split("@")[0] ?? email;
  await sql`
    insert into auth_users (id, name, email, email_verified)
    values (${randomUUID()}, ${name}, ${email}, true)
    on conflict do nothing`;
  const user = await findUser(email);
  if (!user) throw new Error(`Could not make a user for ${email}.`);
  return user.id;
}

/** Whether this user can sign in with a password. */
export async function hasPassword(userId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from auth_accounts
    where user_id = ${userId} and provider_id = 'credential' and password is not null`;
  return rows.length > 0;
}

/** Give this user a new password, or a first one, and end all their sessions. API keys stay. */
export async function resetPassword(userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await transaction(async (tx) => {
    const run = sqlIn(tx);
    await run`delete from auth_sessions where user_id = ${userId}`;
    await run`delete from auth_verifications where value = ${userId}`;
    await run`delete from auth_accounts where user_id = ${userId} and provider_id = 'credential'`;
    await run`
      insert into auth_accounts (id, account_id, provider_id, user_id, password)
      values (${randomUUID()}, ${userId}, 'credential', ${userId}, ${hash})`;
  });
}

/** The links to choose a new password work no more: there is one. */
export async function forgetResets(userId: string): Promise<void> {
  await sql`delete from auth_verifications where value = ${userId}`;
}
