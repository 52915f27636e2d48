import { expect, test } from "vitest";
import { display, displayWhole, labelled } from "@/lib/format";

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

test("a choice is shown by its label, or as it is", () => {
  const labels = { open: "Not done yet" };
  expect(labelled("open", labels)).toBe("Not done yet");
  for (const choice of ["done", "constructor", null]) expect(labelled(choice, labels)).toBe(choice);
});
