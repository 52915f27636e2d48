import { expect, test } from "vitest";
import { day, decimal, moment, webAddress } from "@/lib/field-types";

test("a moment has its offset, and a year that the database gives back as it was", () => {
  const read = (text: string) => moment().safeParse(text).data?.toISOString();
  expect(read("2026-01-31T12:00:00+02:00")).toBe("2026-01-31T10:00:00.000Z");
  expect(read("0100-01-01T00:00:00Z")).toBe("0100-01-01T00:00:00.000Z");
  for (const wrong of [
    "2026-01-31T12:00:00",
    "2026-02-30T12:00:00Z",
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
  expect(decimal().parse("-12.5000")).toBe("-12.5000");
  for (const wrong of ["", "1e5", "NaN", "1.23456", "1234567890123456", "1,5", "٣"]) {
    expect(decimal().safeParse(wrong).success).toBe(false);
  }
});

test("a web address cannot run a script", () => {
  expect(webAddress().safeParse("https://example.com/?a=b").success).toBe(true);
  for (const wrong of ["javascript:alert(1)", "data:text/html,x", "//example.com", "example.com"]) {
    expect(webAddress().safeParse(wrong).success).toBe(false);
  }
});
