import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { nextLink, pageRequest, toPage } from "@/lib/page";

const DEFAULT = { limit: 50, after: null };

function page(search: string) {
  return pageRequest(new URLSearchParams(search));
}

test("a limit that makes no sense falls back, and a large one is cut", () => {
  for (const limit of ["", "0", "-1", "1.5", "x", "NaN", "1e400"]) {
    expect(page(`limit=${limit}`)).toEqual(DEFAULT);
  }
  expect(page("limit=7").limit).toBe(7);
  expect(page("limit=101").limit).toBe(100);
  expect(pageRequest({ limit: ["2", "3"] })).toEqual(DEFAULT);
});

test("a cursor that PostgreSQL could not compare with falls back to the first page", () => {
  const id = randomUUID();
  const times = ["", "x", "-1", "1.5", "1e3", "NaN", "8640000000000000", "999999999999999"];
  const wrong = [...times.map((time) => `${time}.${id}`), "1", "1.", "1.x", `1.${id}0`, id];
  for (const after of wrong) expect(page(`after=${after}`)).toEqual(DEFAULT);
});

test("the cursor of a page leads to what comes after it", () => {
  const createdAt = new Date("2026-01-31T12:00:00.123Z");
  const rows = [1, 2, 3].map(() => ({ id: randomUUID(), createdAt }));
  const { items, next } = toPage(rows, { limit: 2, after: null });
  expect(items).toEqual(rows.slice(0, 2));
  expect(page(`after=${next}`).after).toEqual(items[1]);
  expect(toPage(rows, { limit: 3, after: null }).next).toBeNull();
});

test("the link to the next page keeps the other parameters", () => {
  const url = new URL("http://localhost/api/anything?limit=2&after=old");
  expect(nextLink(url, "new")).toEqual({ Link: '</api/anything?limit=2&after=new>; rel="next"' });
  expect(nextLink(url, null)).toEqual({});
});
