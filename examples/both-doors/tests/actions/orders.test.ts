import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { undoDelete } from "@/app/(pages)/undo";
import * as actions from "@/app/orders/actions";
import { GET as exportList } from "@/app/orders/export/route";
import * as data from "@/data/orders";
import { shownIn } from "@/lib/edit";
import { listQuery } from "@/lib/list";
import { orderControls, orderFilters } from "@/lib/schemas/orders";
import { makeCustomer } from "../records/customers";
import { formData } from "../support/forms";
import { request } from "../support/requests";
import { signedInAs } from "../support/session";
import { createUser, type TestUser } from "../support/users";

let made = 0;

const valid = {
  customerId: "",
  // No two records may have the same: another one each time it is read.
  get number() {
    made += 1;
    return `Example ${made}`;
  },
};

let owner: TestUser;
let stranger: TestUser;

beforeAll(async () => {
  stranger = await createUser();
});

beforeEach(async () => {
  owner = await createUser();
  signedInAs(owner);
  Object.assign(valid, { customerId: await makeCustomer(owner.caller) });
});

function create(values: Record<string, string> = valid) {
  return actions.createOrder({}, formData(values));
}

/** Sends a form that was opened with the record as it is now. */
async function update(id: string, values: Record<string, string> = valid) {
  const record = (await all()).find((one) => one.id === id);
  const version = record ? shownIn(record, orderControls).version : "";
  return actions.updateOrder(id, {}, formData({ ...values, _version: version }));
}

function remove(id: string) {
  return actions.deleteOrder(id);
}

async function all() {
  const query = listQuery({ limit: "100" }, orderFilters);
  return (await data.listOrders(owner.caller, query)).items;
}

/** Makes a record and finds it: the one that was not there before. */
async function existing(values: Record<string, string> = valid) {
  const before = new Set((await all()).map((record) => record.id));
  const state = await create(values);
  const created = (await all()).find((record) => !before.has(record.id));
  if (!created) throw new Error(`Nothing was stored: ${JSON.stringify(state)}`);
  return created;
}

test("nobody changes anything", async () => {
  const record = await existing();
  const before = await all();
  signedInAs(null);
  expect(await create()).toHaveProperty("signIn");
  expect(await update(record.id)).toHaveProperty("signIn");
  expect(await remove(record.id)).toHaveProperty("signIn");
  expect(await all()).toEqual(before);
});

test("a record is created, changed and deleted", async () => {
  const record = await existing();
  expect(await update(record.id)).toHaveProperty("message");
  await expect(remove(record.id)).rejects.toThrow("NEXT_REDIRECT");
  expect((await all()).map((one) => one.id)).not.toContain(record.id);
});

test("a form on a page of its own is left for the record", async () => {
  await expect(create({ ...valid, _then: "leave" })).rejects.toThrow("NEXT_REDIRECT");
  const typed = { ...valid };
  const record = await existing(typed);
  const form = formData({ ...typed, _then: "leave" });
  await expect(actions.updateOrder(record.id, {}, form)).rejects.toThrow("NEXT_REDIRECT");
});

test("a deleted record can be brought back as it was", async () => {
  const record = await existing();
  const batch = randomUUID();
  expect(await data.discardOrders(owner.caller, [record.id], batch)).toBe(1);
  expect((await all()).map((one) => one.id)).not.toContain(record.id);
  signedInAs(stranger);
  expect(await undoDelete({}, formData({ batch }))).toHaveProperty("error");
  signedInAs(owner);
  expect(await undoDelete({}, formData({ batch }))).toHaveProperty("message");
  expect(await all()).toContainEqual(record);
});

test("a stranger cannot change or delete somebody else's record", async () => {
  const record = await existing();
  signedInAs(stranger);
  expect(await update(record.id)).toHaveProperty("error");
  await expect(remove(record.id)).rejects.toThrow("NEXT_REDIRECT");
  expect(await all()).toContainEqual(record);
});

test("an unknown id changes nothing", async () => {
  for (const id of [randomUUID(), "1"]) {
    expect(await update(id)).toHaveProperty("error");
  }
});

test("bad input comes back with its errors and what was typed", async () => {
  const before = await all();
  const bad = { ...valid, customerId: "none of these" };
  const state = await create(bad);
  expect(state.fieldErrors).toHaveProperty("customerId");
  expect(state.values).toMatchObject(bad);
  expect(await all()).toEqual(before);
});

test("what is taken comes back with the fields that are alike, and what was typed", async () => {
  const same = { ...valid };
  await existing(same);
  const other = await existing();
  const before = await all();
  {
    const alike = { number: same.number };
    const typed = { ...valid, ...alike };
    for (const state of [await create(typed), await update(other.id, typed)]) {
      expect(Object.keys(state.fieldErrors ?? {}).sort()).toEqual(Object.keys(alike).sort());
      expect(state.values).toMatchObject(typed);
    }
  }
  expect(await all()).toEqual(before);
});

/** Asks for a file as a person's browser does. */
function exported(session: TestUser | undefined, query = "") {
  return exportList(request("GET", `/orders/export?${query}`, { session }));
}

/** Deletes what is ticked in a list. */
function deletePicked(...ids: string[]) {
  const form = new FormData();
  for (const id of ids) form.append("id", id);
  return actions.deleteManyOrders({}, form);
}

/** Deletes all that a list has. */
function deleteAll(query: string, seen = new Date()) {
  const form = formData({ all: "all", query, seen: seen.toISOString() });
  return actions.deleteManyOrders({}, form);
}

/** What a list is asked for to have this record. */
function only({ createdAt }: { createdAt: Date }): string {
  return new URLSearchParams({ createdAt: createdAt.toISOString() }).toString();
}

test("an export has what its list has", async () => {
  const record = await existing();
  const file = await exported(owner, only(record));
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(await file.text()).toContain(`\n${record.id},`);
  const older = `createdAtBefore=${record.createdAt.toISOString()}`;
  expect(await (await exported(owner, older)).text()).not.toContain(record.id);
  expect((await exported(owner, "nothing=1")).status).toBe(400);
});

test("what is picked is deleted, or all that a list has", async () => {
  const [picked, matching, kept] = [await existing(), await existing(), await existing()];
  expect(await deletePicked(picked.id)).toMatchObject({ message: "1 order deleted." });
  const state = await deleteAll(only(matching));
  const left = await all();
  expect(left).toContainEqual(kept);
  expect(left).not.toContainEqual(picked);
  expect(left).not.toContainEqual(matching);
  await undoDelete({}, formData({ batch: state.undo ?? "" }));
  expect(await all()).toContainEqual(matching);
});

test("nobody picks anything, or gets an export", async () => {
  const record = await existing();
  expect((await exported(undefined)).status).toBe(401);
  signedInAs(null);
  expect(await deletePicked(record.id)).toHaveProperty("signIn");
  expect(await deleteAll(only(record))).toHaveProperty("signIn");
  expect(await all()).toContainEqual(record);
});

test("without a question that makes sense nothing is deleted", async () => {
  const record = await existing();
  const repeated = `${only(record)}&${only(record)}`;
  expect(await deletePicked()).toHaveProperty("error");
  expect(await deletePicked(...Array(101).fill(record.id))).toHaveProperty("error");
  for (const query of ["nothing=1", "createdAtFrom=soon", repeated]) {
    expect(await deleteAll(query)).toHaveProperty("error");
  }
  // What came after the list was seen was not on it.
  await deleteAll(only(record), new Date(+record.createdAt - 1));
  expect(await all()).toContainEqual(record);
});

test("a stranger neither exports nor deletes somebody else's record", async () => {
  const record = await existing();
  expect(await (await exported(stranger)).text()).not.toContain(record.id);
  signedInAs(stranger);
  await deletePicked(record.id);
  await deleteAll(only(record));
  expect(await all()).toContainEqual(record);
});

test("customerId names one of one's own", async () => {
  const record = await existing();
  const before = await all();
  const ids = [await makeCustomer(stranger.caller), randomUUID()];
  for (const id of ids) {
    const typed = { ...valid, customerId: id };
    for (const state of [await create(typed), await update(record.id, typed)]) {
      expect(Object.keys(state.fieldErrors ?? {})).toEqual(["customerId"]);
      expect(state.values).toMatchObject(typed);
    }
  }
  expect(await all()).toEqual(before);
});

test("a form cannot set id, owner or timestamps", async () => {
  const id = randomUUID();
  const extra = { id, ownerId: stranger.caller.userId, createdAt: "2000-01-01T00:00:00Z" };
  const record = await existing({ ...valid, ...extra });
  expect(record.id).not.toBe(id);
  expect(record.createdAt.getFullYear()).toBeGreaterThan(2000);
});
