import { expect, test } from "vitest";
import { z } from "zod";
import { bulkBody, bulkCreation, MAX_ITEMS, runBulk } from "@/lib/bulk";
import { Taken } from "@/lib/errors";

const input = z.strictObject({ text: z.string() });
const id = "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e";

type Results = { create: Record<string, unknown>[]; delete: Record<string, unknown>[] };

/** Runs it on a table that has just one record, which may be there and not to be deleted. */
async function run(sent: { create: unknown[]; delete: unknown[] }, isKept = false) {
  const response = await runBulk(sent, input, {
    create: async (rows) => rows.map((row) => ({ ...row, id })),
    delete: async () => ({ deleted: isKept ? [] : [id], kept: isKept ? [id] : [] }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Results;
}

test("each result stands where its item stood", async () => {
  const { create } = await run({ create: [{ text: "a" }, 7, { text: "b" }], delete: [] });
  expect(create).toMatchObject([
    { status: 201, record: { text: "a" } },
    { status: 422, problem: { errors: [{ pointer: "#/create/1" }] } },
    { status: 201, record: { text: "b" } },
  ]);
});

test("what is taken is refused where it stood, and stops no other", async () => {
  const response = await runBulk({ create: [{ text: "a" }, 7, { text: "b" }] }, input, {
    create: async (rows) =>
      rows.map((row) => (row.text === "a" ? new Taken(["text"]) : { ...row, id })),
  });
  expect((await response.json()).create).toMatchObject([
    { status: 409, problem: { errors: [{ pointer: "#/create/0/text" }] } },
    { status: 422 },
    { status: 201, record: { text: "b" } },
  ]);
});

test("a fault is pointed at in the whole body", async () => {
  const { create } = await run({ create: [{ text: 1 }, { text: "a", size: 2 }], delete: [] });
  expect(create).toMatchObject([
    { problem: { errors: [{ pointer: "#/create/0/text" }] } },
    { problem: { errors: [{ pointer: "#/create/1" }] } },
  ]);
});

test("an id is gone once, however it is written, and what is none is not found", async () => {
  const sent = { create: [], delete: [id.toUpperCase(), id, "x", null] };
  const statuses = (await run(sent)).delete.map(({ status }) => status);
  expect(statuses).toEqual([204, 404, 404, 404]);
});

test("what is there and not theirs to delete is forbidden", async () => {
  const [result] = (await run({ create: [], delete: [id] }, true)).delete;
  expect(result).toMatchObject({ status: 403, problem: { errors: [{ pointer: "#/delete/0" }] } });
});

test("there is something to do, and not too much at once", () => {
  const many = Array(MAX_ITEMS + 1).fill(id);
  for (const bad of [{}, { create: [], delete: [] }, { delete: many }, { create: {} }]) {
    expect(bulkBody.safeParse(bad).success).toBe(false);
  }
  expect(bulkBody.safeParse({ create: [1], delete: many.slice(1) }).success).toBe(true);
  expect(bulkCreation.safeParse({ create: [1] }).success).toBe(true);
  for (const bad of [{}, { create: [] }, { create: [1], delete: [id] }]) {
    expect(bulkCreation.safeParse(bad).success).toBe(false);
  }
});
