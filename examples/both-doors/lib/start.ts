import "server-only";

import { closeDatabase } from "@/db";
import { prepareDatabase } from "@/db/prepare";
import { checkEnvironment } from "@/lib/environment";
import { serveErrorPages } from "@/lib/error-page";
import { reasonOf } from "@/lib/errors";
import { takeOverConsole } from "@/lib/log";
import { watchServer } from "@/lib/server";

/** Before the first request: watch the server, check the environment and migrate, or end here and say why. */
export async function start(): Promise<void> {
  try {
    watchServer(closeDatabase);
    checkEnvironment();
    await prepareDatabase();
  } catch (error) {
    console.error(`The server cannot start. ${reasonOf(error)}`);
    process.exit(1);
  }
  if (process.env.NODE_ENV !== "production") return;
  takeOverConsole();
  serveErrorPages();
}
