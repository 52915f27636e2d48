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

test("counts rows that have a value, that are alike, and that lead nowhere", async () => {
  await db().execute(statement`create table likes (id int, "to" int)`);
  await db().execute(statement`insert into likes values (1, 1), (1, 2), (1, 2), (2, null), (3, 9)`);
  const table = "likes";
  expect(await counted({ table, column: "id", of: "having", value: "1" })).toEqual([3]);
  expect(await counted({ table, columns: ["id"], of: "twice" })).toEqual([3]);
  expect(await counted({ table, columns: ["id", "to"], of: "twice" })).toEqual([2]);
  expect(await counted({ table, columns: ["id", "gone"], of: "twice" })).toEqual([0]);
  const other = ["public", "likes", "id"];
  expect(await counted({ table, column: "to", of: "astray", other })).toEqual([1]);
  const nowhere = ["public", "nowhere", "id"];
  expect(await counted({ table, column: "to", of: "astray", other: nowhere })).toEqual([0]);
});

test("counts values that may be none of another type", async () => {
  await db().execute(
    statement`create table mixed (a text, b numeric(19, 4), c timestamptz(3), d jsonb)`,
  );
  await db().execute(
    statement`insert into mixed values
      ('12', 1.0000, '2026-01-31T00:00:00Z', '"2026-02-28"'), ('12.5', 2.5, '2026-01-31T12:00:00Z', '7'),
      ('2026-02-30', 1e10, '2000-12-31T00:00:00Z', '{}'), ('-2147483648', 2147483648, null, null), (null, null, null, null)`,
  );
  const table = "mixed";
  const unlike = (column: string, type: string) => counted({ table, column, of: "unlike", type });
  expect(await unlike("a", "integer")).toEqual([2]);
  expect(await unlike("a", "numeric(19, 4)")).toEqual([1]);
  expect(await unlike("a", "date")).toEqual([4]);
  expect(await unlike("b", "integer")).toEqual([3]);
  expect(await unlike("b", "double precision")).toEqual([0]);
  expect(await unlike("c", "date")).toEqual([1]);
  expect(await unlike("d", "date")).toEqual([2]);
  expect(await unlike("d", "text")).toEqual([0]);
  expect(await unlike("a", "no such type")).toEqual([4]);
});

test("counts texts that only say the same as a value of another type", async () => {
  await db().execute(statement`create table codes (code text, flag text, at text)`);
  await db().execute(
    statement`insert into codes values
      ('007', 'true', '2026-01-31T12:00:00Z'), ('+5', 'yes', '2026-01-31 12:00'),
      (' 12', 'TRUE', '2026-01-31T12:00:00+02:00'), ('12', 'false', '2026-01-31T24:00Z')`,
  );
  const unlike = (column: string, type: string) =>
    counted({ table: "codes", column, of: "unlike", type });
  for (const type of ["integer", "double precision", "numeric(19, 4)"]) {
    expect([type, await unlike("code", type)]).toEqual([type, [3]]);
  }
  expect(await unlike("flag", "boolean")).toEqual([2]);
  expect(await unlike("at", "timestamp (3) with time zone")).toEqual([3]);
});

test("knows no value of a type that is none, whatever it is called", async () => {
  await db().execute(statement`create table words (word text)`);
  await db().execute(statement`insert into words values ('object'), ('function')`);
  for (const type of ["no such type", "constructor", "__proto__", "toString", ""]) {
    const count: Count = { table: "words", column: "word", of: "unlike", type };
    expect([type, await counted(count)]).toEqual([type, [2]]);
  }
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
