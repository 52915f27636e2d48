import "server-only";

import { existsSync } from "node:fs";
import { join } from "node:path";
import { connection, dataFolder } from "@/db";
import { reasonOf } from "@/lib/errors";
import { askHolder } from "./claim";
import { readMigrations } from "./folder";
import { renumbered, waiting } from "./migrate";
import { isPostgres, patientClient, placeOf } from "./pool";
import { type Answer, answer, type Question } from "./questions";

// A statement that waits longer than this does so for somebody else's.
const ANSWER_MS = 10_000;

/**
 * What a database has of the migrations in `db/migrations/`, and how many rows each count of a question is
 * about; `trouble` says why it could not be asked.
 *
 * A migration is passed over where the database's history begins later: it never runs there.
 * `strangers` are migrations that ran and that the folder does not have, by when they were made.
 */
export type State = {
  database: string;
  trouble: string | null;
  migrations: { name: string; state: "ran" | "waiting" | "passed over" | "unknown" }[];
  strangers: string[];
  counts: number[];
};

/** Ask the database that the app would use, through the server that holds it, if one does. */
export async function databaseState(question: Question): Promise<State> {
  const database = nameOf(process.env.DATABASE_URL);
  const folder = readMigrations();
  try {
    const { ran, counts } = await ask(question);
    const next = new Set(waiting(folder, ran));
    const first = Math.min(...ran.map(({ when }) => when));
    const migrations = folder.map((migration) => ({
      name: migration.name,
      state: next.has(migration)
        ? ("waiting" as const)
        : migration.when < first
          ? ("passed over" as const)
          : ("ran" as const),
    }));
    const texts = new Set(folder.map(({ hash }) => hash));
    const strangers = renumbered(folder, ran)
      .filter(({ hash }) => !texts.has(hash))
      .map(({ when }) => new Date(when).toISOString());
    return { database, trouble: null, migrations, strangers, counts };
  } catch (error) {
    const migrations = folder.map(({ name }) => ({ name, state: "unknown" as const }));
    return { database, trouble: reasonOf(error), migrations, strangers: [], counts: [] };
  }
}

/** A database by its address, without the password. */
export function nameOf(url: string | undefined): string {
  if (!url) return "PGlite in .data";
  if (!isPostgres(url)) return "DATABASE_URL";
  const { host, port, user, name } = placeOf(url);
  return `postgres://${user}@${host}:${port}/${name}`;
}

async function ask(question: Question): Promise<Answer> {
  const url = process.env.DATABASE_URL;
  if (url && isPostgres(url)) return askServer(url, question);
  if (!url) {
    const said = await askHolder(dataFolder, JSON.stringify(question));
    if (said !== null) return JSON.parse(said);
    if (!existsSync(join(dataFolder, "pglite", "PG_VERSION"))) return nothing(question);
  }
  const current = connection();
  if (current.kind !== "pglite") throw new Error("PGlite was expected.");
  await current.client.waitReady;
  return answer((text, values) => current.client.query(text, values), question);
}

/** What a database would say that is not there yet: asking does not make one. */
function nothing({ counts }: Question): Answer {
  return { ran: [], counts: counts.map(() => 0) };
}

async function askServer(url: string, question: Question): Promise<Answer> {
  const client = patientClient(url);
  client.on("error", () => {});
  await client.connect();
  try {
    return await answer((text, values) => {
      const statement = { text, values, query_timeout: ANSWER_MS };
      return client.query(statement);
    }, question);
  } finally {
    client.end().catch(() => {});
  }
}
