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

type Sent = { work?: () => Promise<Response>; who?: Caller; input?: unknown; path?: string };

const send = (
  key: string,
  { work = make, who = caller, input = { a: 1 }, path = "/api/keys" }: Sent = {},
) => once(request("POST", path, { headers: { "idempotency-key": key } }), who, input, work);

async function madeBy(work: () => Promise<unknown>): Promise<number> {
  const before = (await listApiKeys(caller)).length;
  await work();
  return (await listApiKeys(caller)).length - before;
}

test("a request that is sent again is answered again, and done once", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    const first = await send(key);
    const again = await send(key);
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
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(key)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(201);
    for (const status of statuses) expect([201, 409]).toContain(status);
  });
  expect(made).toBe(1);
});

test("a key that comes with something else is refused", async () => {
  const key = randomUUID();
  await send(key);
  const made = await madeBy(async () => {
    expect((await send(key, { input: { a: 2 } })).status).toBe(422);
    expect((await send(key, { path: "/api/keys?x=1" })).status).toBe(422);
  });
  expect(made).toBe(0);
});

test("a key belongs to who sent it, and to where it was sent", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    await send(key);
    for (const other of [{ who: stranger }, { path: "/api/others" }]) {
      expect((await send(key, other)).headers.has("idempotency-replayed")).toBe(false);
    }
  });
  expect(made).toBe(3);
});

test("a refusal is forgotten, and the next try may be better", async () => {
  const key = randomUUID();
  const work = async () => problem(422, "No.");
  expect((await send(key, { work, input: {} })).status).toBe(422);
  expect((await send(key)).status).toBe(201);
});

test("what fails in the middle leaves nothing behind", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    const work = async () => {
      await make();
      throw new Error("power cut");
    };
    await expect(send(key, { work })).rejects.toThrow("power cut");
  });
  expect(made).toBe(0);
  expect((await send(key)).status).toBe(201);
});

test("after a day a key is as good as new", async () => {
  const key = randomUUID();
  const made = await madeBy(async () => {
    await send(key);
    await sql`update idempotency_keys set created_at = created_at - interval '24 hours'`;
    await send(key);
    const again = await send(key);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
  });
  expect(made).toBe(2);
});

test("without a key each request is done, and a bad key is refused", async () => {
  const plain = () => once(request("POST", "/api/keys"), caller, {}, make);
  expect(await madeBy(() => Promise.all([plain(), plain()]))).toBe(2);
  for (const key of ["", "a b", "é", "x".repeat(256)]) {
    expect((await send(key)).status).toBe(400);
  }
});
