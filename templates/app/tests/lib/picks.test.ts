import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { exactly, flag, words } from "@/lib/list";
import { readPicks } from "@/lib/picks";

const FILTERS = { done: exactly(flag()), q: words() };
const SEEN = "2026-01-31T12:00:00.000Z";

function pick(...pairs: [string, string][]) {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return readPicks(form, FILTERS);
}

test("what is ticked is picked, and what is no id is passed over", () => {
  const ids = [randomUUID(), randomUUID()] as const;
  expect(pick(["id", ids[0]], ["id", "1"], ["id", ids[1]])).toEqual({ ok: true, ids });
});

test("nothing, or more than a page has, is no pick", () => {
  const many = Array.from({ length: 101 }, (): [string, string] => ["id", randomUUID()]);
  expect(pick()).toHaveProperty("error");
  expect(pick(["id", "1"])).toHaveProperty("error");
  expect(pick(...many)).toHaveProperty("error");
  expect(pick(...many.slice(1))).toMatchObject({ ok: true });
  expect(readPicks("no form" as unknown as FormData, FILTERS)).toHaveProperty("error");
});

test("all that match are picked as they were when they were seen", () => {
  const picks = pick(["all", "all"], ["query", "q=milk&done=true&sort=-createdAt"], ["seen", SEEN]);
  expect(picks).toMatchObject({
    ok: true,
    query: {
      search: "milk",
      where: [
        { field: "done", operator: "=", value: true },
        { field: "createdAt", operator: "<=", value: new Date(SEEN) },
      ],
    },
  });
});

test.each(["done=perhaps", "dne=true", "q=a&q=b", "limit=5", "after=x", "q="])(
  "a question that is not understood picks nothing: %s",
  (query) => {
    expect(pick(["all", "all"], ["query", query], ["seen", SEEN])).toHaveProperty("error");
  },
);

test("without a moment at which it was seen, a list is not picked", () => {
  for (const seen of ["", "soon"]) {
    expect(pick(["all", "all"], ["query", ""], ["seen", seen])).toHaveProperty("error");
  }
});
