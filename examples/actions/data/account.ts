import "server-only";

import { sql, transaction } from "@/db/sql";
import type { Caller } from "@/lib/caller";
import { forgetResets } from "@/lib/users";

export type Account = { name: string; email: string; isConfirmed: boolean };

export async function readAccount({ userId }: Caller): Promise<Account | null> {
  const [account] = await sql<Account>`
    select name, email, email_verified as is_confirmed from auth_users where id = ${userId}`;
  return account ?? null;
}

export async function renameAccount({ userId }: Caller, name: string): Promise<void> {
  await sql`update auth_users set name = ${name}, updated_at = now() where id = ${userId}`;
}

/**
 * Delete an account with all that is its own: its sessions and keys, and the records that it is the owner of,
 * since their tables say so (`onDelete: "cascade"`). All of it, or nothing.
 */
export async function deleteAccount({ userId }: Caller): Promise<void> {
  await transaction(async () => {
    await forgetResets(userId);
    await sql`delete from auth_users where id = ${userId}`;
  });
}
