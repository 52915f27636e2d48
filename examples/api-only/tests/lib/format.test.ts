import { expect, test } from "vitest";
import { display, displayWhole, formatFor, labelled } from "@/lib/format";

test("a list shows where a long value begins", () => {
  for (const long of ["x".repeat(900_000), { a: "x".repeat(900_000) }, Array(9000).fill([1])]) {
    expect(display(long)).toHaveLength(301);
    expect(display(long)).toMatch(/…$/);
  }
  expect(display(`${"x".repeat(299)}😀`).isWellFormed()).toBe(true);
  expect(display("short")).toBe("short");
  expect(displayWhole("x".repeat(900_000))).toHaveLength(900_000);
});

test("what JavaScript cannot say does not fail", () => {
  expect(display(new Date(Number.NaN))).toBe("Invalid Date");
  expect(display(JSON.parse("[".repeat(50_000) + "]".repeat(50_000)))).toBe("…");
});

test("numbers and days are written as people write them where they are", () => {
  const german = formatFor({ locale: "de", zone: "Europe/Berlin" });
  expect(german.decimal("1234567.5000")).toBe("1.234.567,50");
  expect(german.decimal("99999999999999.1234")).toBe("99.999.999.999.999,1234");
  expect(german.number(2026)).toBe("2026");
  expect(german.number(12_345)).toBe("12.345");
  expect(german.number(0.1)).toBe("0,1");
  expect(german.day("2026-01-31")).toBe("31.01.2026");
  expect(german.moment(new Date("2026-01-31T12:00:00Z"))).toBe("31.01.2026, 13:00");
});

test("a moment says that it is in UTC while the zone of its reader is not known", () => {
  const english = formatFor({ locale: "en", zone: "UTC" });
  expect(english.moment(new Date("2026-01-31T12:00:00Z"))).toMatch(
    /^Jan 31, 2026, 12:00\sPM UTC$/u,
  );
  expect(english.ago(new Date(Date.now() - 3 * 24 * 60 * 60 * 1000))).toBe("3 days ago");
  expect(english.ago(new Date())).toBe("now");
});

test("days and moments that only a database knows do not fail", () => {
  const english = formatFor({ locale: "en", zone: "UTC" });
  expect(english.day("infinity")).toBe("infinity");
  expect(english.moment(new Date(Number.NaN))).toBe("Invalid Date");
  expect(english.ago(new Date(Number.NaN))).toBe("Invalid Date");
});

test("a choice is shown by its label, or as it is", () => {
  const labels = { open: "Not done yet" };
  expect(labelled("open", labels)).toBe("Not done yet");
  for (const choice of ["done", "constructor", null]) expect(labelled(choice, labels)).toBe(choice);
});
