import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { createApiKey } from "@/data/api-keys";
import { ensureUser } from "@/lib/users";
import { closeDatabase } from "@/db";
import { migrate } from "@/db/prepare";

nextEnv.loadEnvConfig(process.cwd());
const { values } = parseArgs({
  options: { email: { type: "string" }, name: { type: "string", default: "Command line" } },
});
if (!values.email?.includes("@")) {
  console.error("Whose key is it? npm run keys:create -- --email you@example.com [--name NAME]");
  process.exit(2);
}
await migrate();
const userId = await ensureUser(values.email);
const key = await createApiKey({ userId }, { name: values.name });
await closeDatabase();
console.error("This key is not shown again:");
console.log(key);
