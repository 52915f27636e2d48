import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { createApiKey, listApiKeys } from "@/data/api-keys";
import { sql } from "@/db/sql";
import type { Caller } from "@/lib/caller";
import { once } from "@/lib/idempotency";
import { problem } from "@/lib/problem";
import { request } from "../support/requests";
import { createUser } from "../support/users";

let caller: Caller;
let stranger: Caller;

beforeAll(async () => {
  caller = (await createUser()).caller;
  stranger = (await createUser()).caller;
});

/** Something that writes a row, and answers with what no second run would. */
async function make(): Promise<Response> {
  const name = randomUUID();
  await createApiKey(caller, { name });
  return Response.json({ name }, { status: 201, headers: { Location: `/keys/${name}` } });
}

const asked = (key: string, body: unknown = { a: 1 }, path = "/api/keys") =>
  request("POST", path, { body, headers: { "idempotency-key": key } });

async function madeBy(work: () => Promise<unknown>): Promise<number> {
  const before = (await listApiKeys(caller)).length;
  await work();
  return (await listApiKeys(caller)).length - before;
}

test("a request that is sent again is answered again, and done once", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    const first = await once(asked(key), caller, make);
    const again = await once(asked(key), caller, make);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get("idempotency-replayed")).toBe("true");
  });
  expect(made).toBe(1);
});

test("many at once are done once", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => once(asked(key), caller, make)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(201);
    for (const status of statuses) expect([201, 409]).toContain(status);
  });
  expect(made).toBe(1);
});

test("a key that comes with something else is refused", async () => {
  const key = randomUUID();
  await once(asked(key), caller, make);
  const made = await madeBy(async () => {
    expect((await once(asked(key, { a: 2 }), caller, make)).status).toBe(422);
    expect((await once(asked(key, { a: 1 }, "/api/keys?x=1"), caller, make)).status).toBe(422);
  });
  expect(made).toBe(0);
});

test("a key belongs to who sent it, and to where it was sent", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    await once(asked(key), caller, make);
    expect((await once(asked(key), stranger, make)).headers.has("idempotency-replayed")).toBe(
      false,
    );
    const elsewhere = await once(asked(key, { a: 1 }, "/api/others"), caller, make);
    expect(elsewhere.headers.has("idempotency-replayed")).toBe(false);
  });
  expect(made).toBe(3);
});

test("a refusal is forgotten, and the next try may be better", async () => {
  const key = randomUUID();
  const refuse = async () => problem(422, "No.");
  expect((await once(asked(key, {}), caller, refuse)).status).toBe(422);
  expect((await once(asked(key), caller, make)).status).toBe(201);
});

test("what fails in the middle leaves nothing behind", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    const fail = async () => {
      await make();
      throw new Error("power cut");
    };
    await expect(once(asked(key), caller, fail)).rejects.toThrow("power cut");
  });
  expect(made).toBe(0);
  expect((await once(asked(key), caller, make)).status).toBe(201);
});

test("after a day a key is as good as new", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    await once(asked(key), caller, make);
    await sql`update idempotency_keys set created_at = created_at - interval '24 hours'`;
    await once(asked(key), caller, make);
    const again = await once(asked(key), caller, make);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
  });
  expect(made).toBe(2);
});

test("without a key each request is done, and a bad key is refused", async () => {
  const plain = () => once(request("POST", "/api/keys", { body: {} }), caller, make);
  expect(await madeBy(() => Promise.all([plain(), plain()]))).toBe(2);
  for (const key of ["", " ", "a b", "é", "x".repeat(256)]) {
    if (key.trim() !== key || !/^[\x20-\x7e]*$/.test(key)) continue;
    expect((await once(asked(key), caller, make)).status).toBe(400);
  }
});
