import "server-only";

import { createHash, randomUUID } from "node:crypto";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { z } from "zod";
import { sql } from "@/db/sql";
import { webAddress } from "@/lib/field-types";
import { parse } from "@/lib/parse";

/** What a new account must look like; better-auth itself takes a name of any length. */
export const newAccount = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  password: z.string().min(8).max(128),
});

/** Runs before each of better-auth's endpoints, whether a form or a program calls it. */
export const checkCredentials = createAuthMiddleware(async ({ path, body }) => {
  if (path === "/sign-up/email") checkNewAccount(body);
  if (path === "/sign-in/email") await countAttempt(body);
});

function checkNewAccount(body: unknown): void {
  const parsed = parse(newAccount.extend({ image: webAddress().optional() }), body);
  if (parsed.ok) return;
  const [field, messages] = Object.entries(parsed.fieldErrors)[0] ?? [];
  const message = field ? `${field}: ${messages?.join(" ")}` : parsed.error;
  throw new APIError("BAD_REQUEST", { message });
}

// No longer than the window of the limit by address in auth.ts: after that, better-auth clears the table.
const WINDOW_MS = 60_000;
const MAX_ATTEMPTS = 20;

// The limit by address believes X-Forwarded-For, which a caller without a proxy before it can make up.
// So the attempts at one account are counted as well.
async function countAttempt(body: unknown): Promise<void> {
  const { data } = z.object({ email: z.string() }).safeParse(body);
  if (!data) return;
  const key = createHash("sha256").update(data.email.toLowerCase()).digest("hex");
  const now = Date.now();
  const start = now - WINDOW_MS;
  const [row] = await sql<{ count: number }>`
    insert into auth_rate_limits as past (id, key, count, last_request)
    values (${randomUUID()}, ${key}, 1, ${now})
    on conflict (key) do update set
      count = case when past.last_request < ${start} then 1 else past.count + 1 end,
      last_request = case when past.last_request < ${start} then ${now} else past.last_request end
    returning count`;
  if (row && row.count > MAX_ATTEMPTS) throw new APIError("TOO_MANY_REQUESTS");
}
