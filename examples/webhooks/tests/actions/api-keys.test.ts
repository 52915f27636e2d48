import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { createKey, revokeKey } from "@/app/(pages)/api-keys/actions";
import { listApiKeys } from "@/data/api-keys";
import { authenticate } from "@/lib/guard";
import { formData } from "../support/forms";
import { request } from "../support/requests";
import { signedInAs } from "../support/session";
import { createUser, type TestUser } from "../support/users";

let owner: TestUser;

beforeEach(async () => {
  owner = await createUser();
  signedInAs(owner);
});

async function named(name: string) {
  return (await listApiKeys(owner.caller)).find((key) => key.name === name);
}

function revoke(id: string) {
  return revokeKey({}, formData({ id }));
}

function call(key: string | undefined) {
  const headers = { authorization: `Bearer ${key}` };
  return authenticate(request("GET", "/api/anything", { headers }));
}

test("nobody makes or revokes a key", async () => {
  const before = await listApiKeys(owner.caller);
  signedInAs(null);
  expect(await createKey({}, formData({ name: "Phone" }))).not.toHaveProperty("key");
  expect(await revoke(before[0]?.id ?? "")).toHaveProperty("error");
  expect(await listApiKeys(owner.caller)).toEqual(before);
});

test("a key works from when it is made until it is revoked", async () => {
  const { key } = await createKey({}, formData({ name: "Phone" }));
  expect(await call(key)).toEqual(owner.caller);

  const listed = await named("Phone");
  expect(listed?.lastUsedAt).toBeInstanceOf(Date);
  expect(JSON.stringify(listed)).not.toContain(key?.slice(-43));

  await revoke(listed?.id ?? "");
  expect(await named("Phone")).toBeUndefined();
  expect(await call(key)).toHaveProperty("status", 401);
});

test("a stranger neither sees nor revokes somebody else's key", async () => {
  await createKey({}, formData({ name: "Phone" }));
  const key = await named("Phone");
  const stranger = await createUser();
  signedInAs(stranger);
  await revoke(key?.id ?? "");
  expect(await named("Phone")).toEqual(key);
  expect(await listApiKeys(stranger.caller)).not.toContainEqual(key);
});

test("an unknown id revokes nothing", async () => {
  const before = await listApiKeys(owner.caller);
  for (const id of [randomUUID(), "", "1", "' or 1=1"]) await revoke(id);
  expect(await listApiKeys(owner.caller)).toEqual(before);
});

test("a key needs a name, and bad input comes back", async () => {
  for (const name of ["", "  ", "x".repeat(101), "a\0b"]) {
    const state = await createKey({}, formData({ name }));
    expect(state.fieldErrors).toHaveProperty("name");
    expect(state.values).toEqual({ name });
    expect(state).not.toHaveProperty("key");
  }
});
