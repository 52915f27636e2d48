import { randomUUID } from "node:crypto";
import { createApiKey } from "@/data/api-keys";
import { authServer } from "@/lib/auth";
import type { Caller } from "@/lib/guard";

export type TestUser = { caller: Caller; cookie: string; apiKey: string };

/** A new user with a session and an API key. */
export async function createUser(): Promise<TestUser> {
  const { headers, response } = await authServer().api.signUpEmail({
    body: { name: "Test", email: `${randomUUID()}@example.com`, password: randomUUID() },
    returnHeaders: true,
  });
  const caller = { userId: response.user.id };
  const cookie = headers.getSetCookie().map((line) => line.split(";")[0]);
  const apiKey = await createApiKey(caller, { name: "Test" });
  return { caller, cookie: cookie.join("; "), apiKey };
}
