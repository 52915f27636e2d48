import nextEnv from "@next/env";
import { closeDatabase } from "@/db";
import { migrate } from "@/db/prepare";
import { reasonOf } from "@/lib/errors";

nextEnv.loadEnvConfig(process.cwd());
try {
  await migrate();
  console.log("The database is at the newest migration.");
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
