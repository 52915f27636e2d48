import { sql as statement } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { connection, db } from "@/db";
import { answer, type Count, type Run } from "@/db/questions";
import { databaseState } from "@/db/state";

const run: Run = (text, values) => {
  const current = connection();
  return current.kind === "pglite"
    ? current.client.query(text, values)
    : current.pool.query(text, values);
};

const counted = async (...counts: Count[]) => (await answer(run, { counts })).counts;

beforeAll(async () => {
  await db().execute(
    statement`create table counted (id int, size numeric(12, 4) default 1.5, data json, "odd ""name" text)`,
  );
  await db().execute(
    statement`insert into counted values (1, 1.50, null, 'x'), (2, 2, '{}', null), (3, null, null, null)`,
  );
});

test("counts rows, and those that lack a value or have one that somebody gave", async () => {
  const table = "counted";
  expect(await counted({ table, of: "rows" })).toEqual([3]);
  expect(await counted({ table, column: "size", of: "missing" })).toEqual([1]);
  // Two have a size, and one of them is the default.
  expect(await counted({ table, column: "size", of: "values" })).toEqual([1]);
  expect(await counted({ table, column: "data", of: "values" })).toEqual([1]);
  expect(await counted({ table, column: 'odd "name', of: "values" })).toEqual([1]);
});

test("counts nothing where there is no such table or column, whatever it is called", async () => {
  const table = "counted";
  expect(await counted({ table: "nowhere", of: "rows" })).toEqual([0]);
  expect(await counted({ table, schema: "nowhere", of: "rows" })).toEqual([0]);
  expect(await counted({ table, column: "nothing", of: "values" })).toEqual([0]);
  expect(await counted({ table: 'counted"; drop table counted; --', of: "rows" })).toEqual([0]);
  expect(await counted({ table, of: "rows" })).toEqual([3]);
});

test("says which migrations ran, and which ran that are not there", async () => {
  const { ran } = await answer(run, { counts: [] });
  expect(ran.length).toBeGreaterThan(0);
  await db().execute(
    statement`insert into drizzle.__drizzle_migrations (hash, created_at) values ('', 1)`,
  );
  const state = await databaseState({ counts: [] });
  expect(state.migrations.every((migration) => migration.state === "ran")).toBe(true);
  expect(state.strangers).toEqual(["1970-01-01T00:00:00.001Z"]);
});
