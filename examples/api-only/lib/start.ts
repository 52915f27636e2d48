import "server-only";

import { prepareDatabase } from "@/db/prepare";
import { checkEnvironment } from "@/lib/environment";
import { reasonOf } from "@/lib/errors";

/** Before the first request: check the environment and migrate, or end here and say why. */
export async function start(): Promise<void> {
  try {
    checkEnvironment();
    await prepareDatabase();
  } catch (error) {
    console.error(`The server cannot start. ${reasonOf(error)}`);
    process.exit(1);
  }
}
