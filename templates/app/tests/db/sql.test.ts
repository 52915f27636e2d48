import { randomUUID } from "node:crypto";
import { expect, expectTypeOf, test } from "vitest";
import type { Transaction } from "@/db";
import { sql, sqlIn, transaction } from "@/db/sql";

function addUser(tx: Transaction, id: string) {
  return sqlIn(tx)`insert into auth_users (id, name, email) values (${id}, 'Ann', ${id})`;
}

function usersWith(id: string) {
  return sql`select id from auth_users where id = ${id}`;
}

test("a value is a parameter, whatever it says", async () => {
  for (const text of ["", "it's", "'; drop table auth_users; --", "$1", "\\", '"', "null"]) {
    expect(await sql`select ${text}::text as text`).toEqual([{ text }]);
  }
  expect(await usersWith("' or '1' = '1")).toEqual([]);
});

test("text that was put together elsewhere is no statement", async () => {
  // @ts-expect-error: only a template literal is one.
  await expect(sql("select 1")).rejects.toThrow();
});

test("rows are the same from every database, inside and outside of a transaction", async () => {
  const now = new Date("2026-01-31T12:00:00.123Z");
  const read = (on: typeof sql) => on<{ sentAt: Date; big: number; count: number; none: null }>`
    select ${now}::timestamptz as sent_at, ${2 ** 40}::bigint as big, count(*),
      null::timestamptz as none
    from auth_users where ${true} and false`;
  const rows = [{ sentAt: now, big: 2 ** 40, count: 0, none: null }];
  expect(await read(sql)).toEqual(rows);
  expect(await transaction((tx) => read(sqlIn(tx)))).toEqual(rows);
  expectTypeOf(read(sql)).resolves.toEqualTypeOf<typeof rows>();
});

test("a statement that finds nothing returns no rows", async () => {
  expect(await usersWith(randomUUID())).toEqual([]);
  expect(await sql`delete from auth_users where id = ${randomUUID()}`).toEqual([]);
});

test("a transaction keeps everything, and returns what its work does", async () => {
  const id = randomUUID();
  const found = await transaction(async (tx) => {
    await addUser(tx, id);
    return sqlIn(tx)`select id from auth_users where id = ${id}`;
  });
  expect(found).toEqual([{ id }]);
  expect(await usersWith(id)).toEqual([{ id }]);
});

test("a transaction that throws leaves nothing", async () => {
  const id = randomUUID();
  const failing = transaction(async (tx) => {
    await addUser(tx, id);
    throw new Error("It fails, as this test wants it to.");
  });
  await expect(failing).rejects.toThrow("as this test wants");
  expect(await usersWith(id)).toEqual([]);
});
