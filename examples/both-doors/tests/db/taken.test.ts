import { and, eq } from "drizzle-orm";
import { index, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { apiKeys } from "@/db/schema/api-keys";
import { whereTaken, writeEach } from "@/db/taken";
import { Taken } from "@/lib/errors";
import { createUser } from "../support/users";

// Any table will do; this one is in every app, and no two of its rows have the same `publicId`.
const columns = { id: apiKeys.id, name: apiKeys.name, publicId: apiKeys.publicId };

let ownerId: string;
let made = 0;

beforeAll(async () => {
  ownerId = (await createUser()).caller.userId;
});

function row(publicId = `${ownerId} ${made++}`) {
  return { ownerId, name: "one", publicId, secretHash: "" };
}

function write(rows: ReturnType<typeof row>[]) {
  return db()
    .insert(apiKeys)
    .values(rows)
    .returning({ publicId: apiKeys.publicId })
    .catch(whereTaken(apiKeys, columns));
}

async function stored(publicId: string) {
  const same = and(eq(apiKeys.ownerId, ownerId), eq(apiKeys.publicId, publicId));
  return (await db().select({ id: apiKeys.id }).from(apiKeys).where(same)).length;
}

test("what is taken is said by its field, whoever of two was first", async () => {
  const one = row();
  const both = await Promise.allSettled([write([one]), write([one])]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(write([one])).rejects.toMatchObject({ name: "Taken", fields: ["publicId"] });
  expect(await stored(one.publicId)).toBe(1);
});

test("any other error is that error", async () => {
  const lacking = { ...row(), ownerId: "nobody" };
  await expect(write([lacking])).rejects.not.toBeInstanceOf(Taken);
  const error = new Error("x");
  expect(() => whereTaken(apiKeys, columns)(error)).toThrow(error);
});

test("an index, a constraint and a column say which fields they are about; the owner is none", () => {
  const table = pgTable(
    "rooms",
    { ownerId: text("owner_id"), room: text("room"), dueDay: text("due_day").unique() },
    ({ ownerId, room, dueDay }) => [
      uniqueIndex("a").on(ownerId, room, dueDay),
      unique("b").on(room),
      index("c").on(room),
    ],
  );
  const broken = (constraint: string) => {
    const cause = Object.assign(new Error("duplicate"), { code: "23505", constraint });
    const { room, dueDay } = table;
    return () => whereTaken(table, { room, dueDay })(new Error("failed", { cause }));
  };
  expect(broken("a")).toThrow("`room` and `dueDay`");
  expect(broken("b")).toThrow("`room` already");
  expect(broken("rooms_due_day_unique")).toThrow("`dueDay` already");
  expect(broken("elsewhere_pkey")).toThrow("failed");
});

test("of many rows those that are taken are not written, and stand where they stood", async () => {
  const [first, second] = [row(), row()];
  await write([second]);
  const written = await writeEach([first, second, first, row()], write);
  expect(written.map((one) => one instanceof Taken)).toEqual([false, true, true, false]);
  expect(written[0]).toEqual({ publicId: first.publicId });
  expect(await stored(first.publicId)).toBe(1);
  expect(await writeEach([], write)).toEqual([]);
});

test("where a row cannot be written for another reason, none is", async () => {
  const [one, taken] = [row(), row()];
  await write([taken]);
  await expect(writeEach([one, { ...row(), ownerId: "nobody" }], write)).rejects.toThrow();
  expect(await stored(one.publicId)).toBe(0);
});
