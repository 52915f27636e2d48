import "server-only";

import { authServer } from "@/lib/auth";
import type { Person } from "@/lib/passwords";

// As better-auth makes them.
const TOKEN = /^[A-Za-z0-9]{24}$/;

/** Who may choose a new password by the link with this token; null if it works no more. */
export async function personOfReset(token: unknown): Promise<Person | null> {
  if (typeof token !== "string" || !TOKEN.test(token)) return null;
  const { internalAdapter } = await authServer().$context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  if (!found || found.expiresAt <= new Date()) return null;
  return internalAdapter.findUserById(found.value);
}
