import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { createKey, revokeKey } from "@/app/(pages)/api-keys/actions";
import { listApiKeys } from "@/data/api-keys";
import { sql } from "@/db/sql";
import { authenticate } from "@/lib/guard";
import type { Scope } from "@/lib/scopes";
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

function call(key: string | undefined, scope?: Scope) {
  const headers = { authorization: `Bearer ${key}` };
  return authenticate(request("GET", "/api/anything", { headers }), scope);
}

const always = { access: "Everything", lifetime: "Until it is revoked" };

function make(values: Record<string, string> = {}) {
  return createKey({}, formData({ name: "Phone", ...always, ...values }));
}

test("nobody makes or revokes a key", async () => {
  const before = await listApiKeys(owner.caller);
  signedInAs(null);
  expect(await make()).not.toHaveProperty("key");
  expect(await revoke(before[0]?.id ?? "")).toHaveProperty("error");
  expect(await listApiKeys(owner.caller)).toEqual(before);
});

test("a key works from when it is made until it is revoked", async () => {
  const { key } = await make();
  expect(await call(key)).toEqual(owner.caller);

  const listed = await named("Phone");
  expect(listed?.lastUsedAt).toBeInstanceOf(Date);
  expect(JSON.stringify(listed)).not.toContain(key?.slice(-43));

  await revoke(listed?.id ?? "");
  expect(await named("Phone")).toBeUndefined();
  expect(await call(key)).toHaveProperty("status", 401);
});

test("a stranger neither sees nor revokes somebody else's key", async () => {
  await make();
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
    const state = await make({ name });
    expect(state.fieldErrors).toHaveProperty("name");
    expect(state.values).toMatchObject({ name, ...always });
    expect(state).not.toHaveProperty("key");
  }
  for (const name of ["access", "lifetime", "replaces"]) {
    expect((await make({ [name]: "x" })).fieldErrors).toHaveProperty(name);
  }
});

test("a key that may read reads, and does nothing else", async () => {
  const { key } = await make({ access: "Read everything" });
  expect(await call(key, "anything:read")).toEqual(owner.caller);
  expect(await call(key, "anything:write")).toHaveProperty("status", 403);
  expect(await call(key)).toHaveProperty("status", 403);
});

test("a key has to be allowed something", async () => {
  const state = await make({ access: "Only what is ticked" });
  expect(state.fieldErrors).toHaveProperty("access");
});

test("a key ends when it was to", async () => {
  const { key } = await make({ lifetime: "30 days" });
  expect(await call(key)).toEqual(owner.caller);
  const { expiresAt } = (await named("Phone")) ?? {};
  expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(30);
  await sql`update api_keys set expires_at = now() where owner_id = ${owner.caller.userId}`;
  expect(await call(key)).toHaveProperty("status", 401);
});

test("a key that is replaced goes on for a day, and nobody else's does", async () => {
  const { key: old } = await make({ name: "Old" });
  const before = await named("Old");
  signedInAs(await createUser());
  await make({ replaces: before?.id ?? "" });
  signedInAs(owner);
  expect(await named("Old")).toEqual(before);

  const { key } = await make({ replaces: before?.id ?? "" });
  expect(await call(old)).toEqual(owner.caller);
  expect(await call(key)).toEqual(owner.caller);
  const { expiresAt } = (await named("Old")) ?? {};
  expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000)).toBe(24);
});
