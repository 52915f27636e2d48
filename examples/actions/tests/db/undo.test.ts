import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db";
import { apiKeys } from "@/db/schema/api-keys";
import { deletedRecords } from "@/db/schema/deleted-records";
import { sql } from "@/db/sql";
import { bringBack, discard, hasNoPlace } from "@/db/undo";
import { createUser, type TestUser } from "../support/users";

let user: TestUser;
let stranger: TestUser;

beforeEach(async () => {
  [user, stranger] = await Promise.all([createUser(), createUser()]);
});

function keys() {
  return db().select().from(apiKeys).where(eq(apiKeys.ownerId, user.caller.userId));
}

async function discarded(): Promise<string> {
  const batch = randomUUID();
  const where = eq(apiKeys.ownerId, user.caller.userId);
  expect(await discard(apiKeys, where, user.caller, batch)).toBe(1);
  expect(await keys()).toEqual([]);
  return batch;
}

test("what was deleted comes back as it was, and once", async () => {
  const before = await keys();
  const batch = await discarded();
  expect(await bringBack(user.caller, batch)).toBe(1);
  expect(await keys()).toEqual(before);
  expect(await bringBack(user.caller, batch)).toBe(0);
  expect(await keys()).toEqual(before);
});

test("nobody else brings it back", async () => {
  const batch = await discarded();
  expect(await bringBack(stranger.caller, batch)).toBe(0);
  expect(await keys()).toEqual([]);
  expect(await bringBack(user.caller, batch)).toBe(1);
});

test("after an hour it is too late, and what is left of it goes", async () => {
  const batch = await discarded();
  const late = sql`update deleted_records set deleted_at = now() - interval '61 minutes' where batch = ${batch}`;
  await late;
  expect(await bringBack(user.caller, batch)).toBe(0);
  await discard(
    apiKeys,
    eq(apiKeys.ownerId, stranger.caller.userId),
    stranger.caller,
    randomUUID(),
  );
  const left = await db().select().from(deletedRecords).where(eq(deletedRecords.batch, batch));
  expect(left).toEqual([]);
});

test("a row of another shape does not come back", async () => {
  const batch = await discarded();
  await sql`update deleted_records set shape = shape || ', more text' where batch = ${batch}`;
  expect(await bringBack(user.caller, batch)).toBe(0);
  expect(await keys()).toEqual([]);
});

test("a row whose place is taken by now stays deleted, and can still be brought back later", async () => {
  const [before] = await keys();
  if (!before) throw new Error("There is no key.");
  const batch = await discarded();
  await db().insert(apiKeys).values(before);
  const error = await bringBack(user.caller, batch).catch((reason: unknown) => reason);
  expect(hasNoPlace(error)).toBe(true);
  await db().delete(apiKeys).where(eq(apiKeys.id, before.id));
  expect(await bringBack(user.caller, batch)).toBe(1);
});
