import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { closeDatabase, dataFolder } from "@/db";
import { removeEmbedded } from "@/db/embedded";
import { emptyServer } from "@/db/empty";
import { isPostgres, placeOf } from "@/db/pool";
import { migrate } from "@/db/prepare";
import { nameOf } from "@/db/state";
import { reasonOf } from "@/lib/errors";

const USAGE = `npm run db:reset -- [--yes] [--database NAME]
It drops all that is in the database of this app, and makes its tables anew. A database that is not on this
machine has to be named: --database is what its address ends with.`;

// A path is that of a socket.
const LOCAL = /^(?:localhost|127(?:\.\d+){3}|::1|\/.*)$/;

nextEnv.loadEnvConfig(process.cwd());
const url = process.env.DATABASE_URL;
const options = readOptions();
if (!options) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const refusal = refusalOf(options.database);
  if (refusal) {
    console.error(refusal);
    process.exitCode = 1;
  } else if (options.yes || (await isWanted())) {
    await reset();
  }
}

/** Why this database is not emptied; null when it may be. */
function refusalOf(named: string | undefined): string | null {
  if (process.env.NODE_ENV === "production") return "In production no database is reset.";
  if (!url) return null;
  if (!isPostgres(url)) return "DATABASE_URL is no address of a PostgreSQL server.";
  const { host, name } = placeOf(url);
  if (named !== undefined && named !== name) return `The database is ${name}, not ${named}.`;
  if (named === name || LOCAL.test(host)) return null;
  return `${nameOf(url)} is not on this machine. If you mean it, name it: --database ${name}`;
}

async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error(`There is nobody to ask.\n${USAGE}`);
    process.exitCode = 2;
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const said = await terminal.question(`Drop all that is in ${nameOf(url)}? (y/N) `);
  terminal.close();
  if (/^y(?:es)?$/i.test(said.trim())) return true;
  console.error("Nothing was dropped.");
  return false;
}

async function reset(): Promise<void> {
  try {
    if (url) await emptyServer(url);
    else await removeEmbedded(dataFolder);
    await migrate();
    console.log(`${nameOf(url)} is empty, and at the newest migration.`);
  } catch (error) {
    console.error(reasonOf(error));
    process.exitCode = 1;
  } finally {
    await closeDatabase();
  }
}

function readOptions() {
  try {
    const options = {
      yes: { type: "boolean", short: "y", default: false },
      database: { type: "string" },
    } as const;
    return parseArgs({ options }).values;
  } catch {
    return null;
  }
}
