import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { z } from "zod";
import { createApiKey } from "@/data/api-keys";
import { closeDatabase } from "@/db";
import { migrate } from "@/db/prepare";
import { resources } from "@/lib/api";
import { reasonOf } from "@/lib/errors";
import { EVERYTHING, READING, scopesOf } from "@/lib/scopes";
import { ensureUser, hasPassword } from "@/lib/users";

const USAGE =
  "Whose key is it? npm run keys:create -- --email you@example.com [--name NAME] [--scopes todos:read,posts:write] [--days 90]";
const keyInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  name: z.string().trim().min(1).max(100),
  scopes: z
    .string()
    .transform((text) => text.split(/[\s,]+/))
    .pipe(z.array(z.enum([EVERYTHING, READING, ...scopesOf(resources)])).min(1)),
  days: z.coerce.number().int().min(1).max(3650).optional(),
});

nextEnv.loadEnvConfig(process.cwd());
try {
  const { email, name, scopes, days } = keyInput.parse(options());
  await migrate();
  const userId = await ensureUser(email);
  const expiresAt = days ? new Date(Date.now() + days * 24 * 60 * 60 * 1000) : null;
  const key = await createApiKey({ userId }, { name, scopes, expiresAt });
  console.error("This key is not shown again:");
  console.log(key);
  if (!(await hasPassword(userId))) {
    console.error(`To let ${email} sign in as well: npm run users:reset -- --email ${email}`);
  }
} catch (error) {
  console.error(error instanceof z.ZodError ? USAGE : reasonOf(error));
  process.exitCode = error instanceof z.ZodError ? 2 : 1;
} finally {
  await closeDatabase();
}

function options() {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      name: { type: "string", default: "Command line" },
      scopes: { type: "string", default: EVERYTHING },
      days: { type: "string" },
    },
  });
  return values;
}
