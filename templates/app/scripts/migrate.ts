import nextEnv from "@next/env";
import { closeDatabase } from "@/db";
import { migrate } from "@/db/prepare";

nextEnv.loadEnvConfig(process.cwd());
await migrate();
await closeDatabase();
console.log("The database is at the newest migration.");
