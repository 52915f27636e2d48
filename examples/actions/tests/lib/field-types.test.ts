import { expect, test } from "vitest";
import {
  anyJson,
  day,
  decimal,
  emailAddress,
  longText,
  moment,
  optional,
  uuid,
  webAddress,
} from "@/lib/field-types";
import { RefusedJson } from "@/lib/json";

test("a moment has its offset, and a year that the database gives back as it was", () => {
  const read = (text: string) => moment().safeParse(text).data?.toISOString();
  expect(read("2026-01-31T12:00:00+02:00")).toBe("2026-01-31T10:00:00.000Z");
  expect(read(" 2026-01-31T12:00:00.123000Z")).toBe("2026-01-31T12:00:00.123Z");
  expect(read("0100-01-01T00:00:00Z")).toBe("0100-01-01T00:00:00.000Z");
  expect(read("2026-01-31T12:00:00.1239Z")).toBe("2026-01-31T12:00:00.123Z");
  for (const wrong of [
    "2026-01-31T12:00:00",
    "2026-02-30T12:00:00Z",
    "2026-01-31T12:00:00z",
    "2026-01-31T23:59:60Z",
    "2026-01-31T12:00Z",
    "0099-12-31T23:59:59Z",
    "9999-12-31T23:59:59-14:00",
  ]) {
    expect(read(wrong)).toBeUndefined();
  }
});

test("a day is one that PostgreSQL knows", () => {
  expect(day().safeParse("2024-02-29").success).toBe(true);
  for (const wrong of ["2026-02-29", "0000-01-01", "10000-01-01", "2026-1-1"]) {
    expect(day().safeParse(wrong).success).toBe(false);
  }
});

test("a decimal is exact, and not too long", () => {
  const read = (value: unknown) => decimal().safeParse(value).data;
  expect(read("-12.5000")).toBe("-12.5000");
  expect(read(" 12.50 ")).toBe("12.50");
  const texts = ["", "1e5", "NaN", "1.23456", "1234567890123456", "1,5", "٣", "0x1", "--1"];
  const others = [12.5, 0, 1e21, Number.NaN, true, null, [1], {}];
  for (const wrong of [...texts, ...others]) expect(read(wrong)).toBeUndefined();
});

test("blanks around what has a form are not part of it", () => {
  const id = "0B7D6C1E-5f1c-4c1f-9d8e-3f6a2b1c0d9e";
  expect(uuid().parse(` ${id}\n`)).toBe(id);
  expect(emailAddress().parse(" Name@example.com ")).toBe("Name@example.com");
  expect(emailAddress().parse("o'hara+a.b@example")).toBe("o'hara+a.b@example");
  for (const local of ["a".repeat(65), ".a", "a.", "a..b", ""]) {
    expect(emailAddress().safeParse(`${local}@example.com`).success).toBe(false);
  }
  expect(webAddress().parse(" https://example.com/é ")).toBe("https://example.com/é");
  expect(day().parse("2026-01-31 ")).toBe("2026-01-31");
});

test("where nothing is needed, null is nothing; blanks are nothing anywhere", () => {
  for (const schema of [
    longText(),
    decimal(),
    uuid(),
    emailAddress(),
    webAddress(),
    day(),
    moment(),
  ]) {
    expect(optional(schema).parse(null)).toBeNull();
    for (const none of ["", " ", "\n", undefined]) {
      expect(optional(schema).safeParse(none).success).toBe(false);
    }
    expect(schema.safeParse(null).success).toBe(false);
  }
});

test("a long text is kept as it is", () => {
  for (const text of ["  indented\n\tmore\n\n", "e\u0301", "é", "a\r\nb", "x".repeat(10_000)]) {
    expect(longText().parse(text)).toBe(text);
  }
  expect(longText().safeParse("x".repeat(10_001)).success).toBe(false);
});

test("JSON is kept as it is, whatever its keys", () => {
  for (const text of ['{"__proto__":{"a":1},"constructor":2}', '"5"', "0", "false", '""', "[[]]"]) {
    expect(JSON.stringify(anyJson().parse(JSON.parse(text)))).toBe(text);
  }
  for (const wrong of [
    null,
    undefined,
    new RefusedJson("x"),
    "x".repeat(64_000),
    Array(40_000).fill(1),
  ]) {
    expect(anyJson().safeParse(wrong).success).toBe(false);
  }
});

test("a web address cannot run a script", () => {
  expect(webAddress().safeParse("https://example.com/?a=b").success).toBe(true);
  for (const wrong of [
    "javascript:alert(1)",
    "https://a\nb.example",
    "data:text/html,x",
    "//example.com",
    "example.com",
  ]) {
    expect(webAddress().safeParse(wrong).success).toBe(false);
  }
});

test("a value within bounds is taken, both of them included, and no other", () => {
  const bounded = [
    { schema: decimal({ min: "-0.5", max: "10" }), in: ["-0.5", "-0.4999", "0", "10.0000"] },
    { schema: day({ min: "2000-01-01", max: "2000-12-31" }), in: ["2000-01-01", "2000-12-31"] },
    {
      schema: moment({ min: "2000-01-01T00:00:00.000Z", max: "2000-01-01T12:00:00.000Z" }),
      in: ["2000-01-01T00:00:00Z", "2000-01-01T14:00:00+02:00"],
    },
    { schema: longText({ min: 2, max: 4 }), in: ["ab", "\nabc"] },
    { schema: emailAddress({ max: 30 }), in: ["name@example.com"] },
    { schema: webAddress({ max: 40 }), in: ["https://example.com/"] },
  ];
  const out = [
    ["-0.5001", "10.0001", "-1", "999999999999999"],
    ["1999-12-31", "2001-01-01"],
    ["1999-12-31T23:59:59.999Z", "2000-01-01T12:00:00.001Z", "2000-01-01T00:00:00+00:01"],
    ["a", "abcde"],
    [`${"a".repeat(20)}@example.com`],
    [`https://example.com/${"a".repeat(21)}`],
  ];
  for (const [index, { schema, in: taken }] of bounded.entries()) {
    for (const value of taken)
      expect([value, schema.safeParse(value).success]).toEqual([value, true]);
    for (const value of out[index] ?? []) {
      expect([value, schema.safeParse(value).success]).toEqual([value, false]);
    }
  }
});

test("what is no decimal is told so, and not that it is out of bounds", () => {
  const { error } = decimal({ min: "0", max: "1" }).safeParse("twelve");
  expect(error?.issues).toHaveLength(1);
});
