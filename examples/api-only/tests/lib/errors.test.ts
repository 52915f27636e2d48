import { expect, test } from "vitest";
import { chainOf, isUnavailable, Taken } from "@/lib/errors";

const coded = (code: string) => Object.assign(new Error("It failed."), { code });

test("a database that cannot be reached, or cannot serve, is unavailable", () => {
  const codes = [
    ...[
      "ECONNREFUSED",
      "ECONNRESET",
      "EPIPE",
      "ETIMEDOUT",
      "EHOSTUNREACH",
      "ENOTFOUND",
      "EAI_AGAIN",
    ],
    ...["08006", "53300", "53100", "57P01", "57P03", "57014", "25006", "28P01", "40001", "40P01"],
  ];
  for (const code of codes) expect([code, isUnavailable(coded(code))]).toEqual([code, true]);
  const socket = Object.assign(new Error("connect"), { code: "ENOENT", syscall: "connect" });
  expect(isUnavailable(socket)).toBe(true);
  for (const message of [
    "timeout exceeded when trying to connect",
    "Connection terminated unexpectedly",
    "Query read timeout",
    "PGlite is closed",
  ]) {
    expect(isUnavailable(new Error(message))).toBe(true);
  }
});

test("it may be what caused the error, or one of several", () => {
  const cause = coded("ECONNREFUSED");
  expect(isUnavailable(new Error("x", { cause: new Error("y", { cause }) }))).toBe(true);
  expect(isUnavailable(new AggregateError([new Error("z"), cause]))).toBe(true);
});

test("everything else is an error of ours", () => {
  for (const code of ["23505", "22P02", "42P01", "42703", "ERR_INVALID_URL", "ENOENT", ""]) {
    expect([code, isUnavailable(coded(code))]).toEqual([code, false]);
  }
  for (const wrong of [null, undefined, "ECONNREFUSED", { code: "ECONNREFUSED" }, new Error("x")]) {
    expect(isUnavailable(wrong)).toBe(false);
  }
});

test("a chain of causes that bites its tail ends", () => {
  const error = new Error("x");
  error.cause = new Error("y", { cause: error });
  expect(chainOf(error)).toHaveLength(2);
});

test("what is taken is said by the fields that are alike, in words and beside each", () => {
  const one = new Taken(["sku"]);
  expect(one.message).toBe("There is one with the same `sku` already.");
  expect(one.fieldErrors).toEqual({ sku: ["There is one with this already."] });
  const both = new Taken(["room", "dueDay"]);
  expect(both.message).toBe("There is one with the same `room` and `dueDay` already.");
  const said = ["There is one with the same room and due day already."];
  expect(both.fieldErrors).toEqual({ room: said, dueDay: said });
});
