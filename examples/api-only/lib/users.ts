import "server-only";

import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { authUsers } from "@/db/schema/auth";

/** The id of the user with this email; made, without a password, when there is none yet. */
export async function ensureUser(address: string): Promise<string> {
  const email = address.trim().toLowerCase();
  const name = email.split("@")[0] ?? email;
  await db().insert(authUsers).values({ id: randomUUID(), name, email }).onConflictDoNothing();
  const [user] = await db()
    .select({ id: authUsers.id })
    .from(authUsers)
    .where(eq(authUsers.email, email));
  if (!user) throw new Error(`Could not make a user for ${email}.`);
  return user.id;
}
