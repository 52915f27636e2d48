import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { parse, parseId } from "@/lib/parse";

const schema = z.strictObject({ text: z.string().min(1), extra: z.json().optional() });

function fieldErrors(input: unknown) {
  const parsed = parse(schema, input);
  return parsed.ok ? null : parsed.fieldErrors;
}

test("what fits is passed on", () => {
  expect(parse(schema, { text: "é 👩‍👧" })).toEqual({ ok: true, data: { text: "é 👩‍👧" } });
});

test("an error names its field", () => {
  expect(fieldErrors({})).toEqual({ text: ["Required."] });
  expect(fieldErrors({ text: "" })).toEqual({ text: ["Required."] });
  expect(fieldErrors({ text: 1 })).toEqual({ text: ["Must be text."] });
});

test("a field that the schema does not have is refused by name", () => {
  for (const key of ["id", "ownerId", "__proto__", "constructor"]) {
    const input: unknown = JSON.parse(`{"text":"x","${key}":"y"}`);
    expect(parse(schema, input)).toMatchObject({ ok: false, error: `Unknown field: ${key}.` });
  }
});

test("text that PostgreSQL cannot store is refused wherever it is", () => {
  expect(fieldErrors({ text: "a\0b" })).toHaveProperty("text");
  expect(fieldErrors({ text: "\ud800" })).toHaveProperty("text");
  expect(fieldErrors({ text: "x", extra: [{ a: "\0" }] })).toHaveProperty("extra");
  expect(fieldErrors({ text: "x", extra: { "\0": 1 } })).toHaveProperty("extra");
});

test("a megabyte of unknown fields is not said again", () => {
  const keys = Array.from({ length: 100_000 }, (_, count) => `field ${count}`);
  const parsed = parse(
    schema,
    Object.fromEntries([["x".repeat(1000), 1], ...keys.map((key) => [key, 1])]),
  );
  expect(JSON.stringify(parsed).length).toBeLessThan(500);
});

test("what is nested deeper than the stack is refused", () => {
  const extra: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
  expect(parse(schema, { text: "x", extra }).ok).toBe(false);
});

test("only a UUID is an id", () => {
  const id = randomUUID();
  expect(parseId(id)).toBe(id);
  for (const wrong of ["", "1", `${id}\n`, "' or 1=1", null, undefined, {}, [id]]) {
    expect(parseId(wrong)).toBeNull();
  }
});
