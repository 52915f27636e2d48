import { DrizzleQueryError } from "drizzle-orm/errors";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logAuth, logError, pathOf, takeOverConsole } from "@/lib/log";

let lines: string[];
const { error, warn } = console;

beforeEach(() => {
  vi.stubEnv("NODE_ENV", "production");
  lines = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
});

afterEach(() => {
  Object.assign(console, { error, warn });
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const logged = () => lines.map((line) => JSON.parse(line));

// What PostgreSQL, Drizzle, V8 and Zod make of what was sent.
function leaking(): Error[] {
  const detail = { code: "23505", detail: "Key (email)=(secret@example.com) already exists." };
  const unique = Object.assign(new Error("duplicate key"), {
    ...detail,
    constraint: "users_email",
  });
  const syntax = Object.assign(new Error('invalid input syntax: "secret"'), { code: "22P02" });
  const query = 'select "id" from "auth_sessions" where "token" = $1';
  const parsed = (() => {
    try {
      return JSON.parse("secret");
    } catch (thrown) {
      return thrown;
    }
  })();
  return [
    unique,
    syntax,
    parsed,
    new DrizzleQueryError(query, ["secret\n    at secret (x.js:1:1)"], unique),
    new Error("Wrapped.", { cause: new DrizzleQueryError(query, ["secret"], syntax) }),
    new Error(`Not saved. ${new DrizzleQueryError(query, ["secret"], unique).message}`),
    Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL", input: "secret" }),
  ];
}

test("an error is one line that says where, why, and nothing of what was sent", () => {
  for (const wrong of leaking()) logError(wrong, { requestId: "r-1", path: "/x" });
  expect(logged()).toHaveLength(leaking().length);
  expect(lines.join("")).not.toContain("secret");
  for (const line of logged()) {
    expect(line).toMatchObject({ level: "error", requestId: "r-1", path: "/x" });
    expect(line.message).not.toBe("");
    expect(Date.parse(line.time)).not.toBeNaN();
  }
  expect(lines.join("")).toContain("users_email");
  expect(logged()[0].stack[0]).toContain("log.test.ts");
});

test("what is no error is logged too", () => {
  for (const thrown of ["secret", null, undefined, 1, {}]) logError(thrown);
  expect(logged()).toHaveLength(5);
  expect(lines.join("")).not.toContain("secret");
});

test("what libraries print is a line too, and an error has one line in all", () => {
  vi.useFakeTimers();
  takeOverConsole();
  const [first, second] = [new Error("First."), new Error("Second.")];
  console.error(first);
  logError(first, { requestId: "r-1" });
  console.error("\u001b[31mLibrary:\u001b[0m", second, { email: "secret@example.com" });
  console.warn("Failed query\nparams: secret");
  vi.runAllTimers();
  expect(logged().map((line) => [line.level, line.message, line.requestId])).toEqual([
    ["error", "First.", "r-1"],
    ["warn", "Failed query", undefined],
    ["error", "Library: { email } Second.", undefined],
  ]);
  expect(lines.join("")).not.toContain("secret");
});

test("better-auth's lines do not quote what was sent", () => {
  takeOverConsole();
  logAuth("error", "Invalid callbackURL: https://secret.example/?token=secret");
  logAuth("error", "Invalid origin: secret\nsecret", "secret");
  logAuth("warn", "Provider not found.", { provider: "secret" });
  expect(logged().map((line) => [line.level, line.message])).toEqual([
    ["error", "[better-auth] Invalid callbackURL."],
    ["error", "[better-auth] Invalid origin."],
    ["warn", "[better-auth] Provider not found."],
  ]);
});

test("a path is logged without what follows it", () => {
  expect(pathOf("/todos?token=secret")).toBe("/todos");
  expect(pathOf("/todos#x")).toBe("/todos");
  expect(pathOf("")).toBe("");
});
