import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { z } from "zod";
import { createApiKey } from "@/data/api-keys";
import { closeDatabase } from "@/db";
import { migrate } from "@/db/prepare";
import { reasonOf } from "@/lib/errors";
import { ensureUser, hasPassword } from "@/lib/users";

const USAGE = "Whose key is it? npm run keys:create -- --email you@example.com [--name NAME]";
const keyInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  name: z.string().trim().min(1).max(100),
});

nextEnv.loadEnvConfig(process.cwd());
try {
  const { email, name } = keyInput.parse(options());
  await migrate();
  const userId = await ensureUser(email);
  const key = await createApiKey({ userId }, { name });
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
    options: { email: { type: "string" }, name: { type: "string", default: "Command line" } },
  });
  return values;
}
