import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { runMigrations } from "@/db/migrate";

const client = new PGlite("memory://");
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrations-"));
  await client.exec("drop schema if exists drizzle cascade; drop table if exists lines");
}, 60_000);

afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => client.close());

/** Run migrations that are there with the times they were made at; each writes a line. */
async function run(times: Record<string, number>): Promise<void> {
  mkdirSync(join(folder, "meta"), { recursive: true });
  const entries = Object.entries(times).map(([tag, when]) => ({ tag, when, breakpoints: true }));
  writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify({ entries }));
  for (const tag of Object.keys(times)) {
    const sql = `insert into lines (line) values ('${tag}')`;
    writeFileSync(join(folder, `${tag}.sql`), sql);
  }
  await client.exec("create table if not exists lines (id serial, line text)");
  await runMigrations(drizzle(client), folder);
}

async function lines(): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>("select line from lines order by id");
  return rows.map((row) => row.line);
}

test("each migration runs once, in order", async () => {
  await run({ a: 1, b: 2 });
  await run({ a: 1, b: 2, c: 3 });
  expect(await lines()).toEqual(["a", "b", "c"]);
});

test("an older migration that a branch brings runs, too", async () => {
  await run({ a: 1, c: 3 });
  await run({ a: 1, b: 2, c: 3 });
  expect(await lines()).toEqual(["a", "c", "b"]);
});

test("a migration that got another time is known by its text", async () => {
  await run({ a: 1, b: 2 });
  await run({ a: 1, b: 5 });
  await run({ a: 1, b: 2, c: 3 });
  expect(await lines()).toEqual(["a", "b", "c"]);
});

test("a migration that fails leaves none of those before it behind", async () => {
  await run({ a: 1 });
  await expect(run({ a: 1, b: 2, "it's": 3 })).rejects.toThrow();
  expect(await lines()).toEqual(["a"]);
});

test("what is older than all that a database knows was made there by other means", async () => {
  await run({ b: 2 });
  await run({ a: 1, b: 2, c: 3 });
  expect(await lines()).toEqual(["b", "c"]);
});
