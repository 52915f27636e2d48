import { createHmac, randomUUID } from "node:crypto";
import { createApiKey } from "@/data/api-keys";
import { authServer } from "@/lib/auth";
import type { Caller } from "@/lib/caller";
import { ensureUser } from "@/lib/users";

export type TestUser = { caller: Caller; cookie: string; apiKey: string };

/** A new user with a session and an API key. */
export async function createUser(): Promise<TestUser> {
  const userId = await ensureUser(`${randomUUID()}@example.com`);
  const cookie = await sessionCookie(userId);
  const apiKey = await createApiKey({ userId }, { name: "Test" });
  return { caller: { userId }, cookie, apiKey };
}

// Signed as better-auth does it: no password to hash, and no need of a sign-up.
async function sessionCookie(userId: string): Promise<string> {
  const { authCookies, internalAdapter, secret } = await authServer().$context;
  const { token } = await internalAdapter.createSession(userId);
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return `${authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${signature}`)}`;
}
