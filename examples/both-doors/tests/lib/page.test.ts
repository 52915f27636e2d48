import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { nextLink, pageRequest, readPage, toPage } from "@/lib/page";

const DEFAULT = { limit: 50, after: null };

function page(search: string) {
  return pageRequest(new URLSearchParams(search));
}

test("on a page, a limit that makes no sense falls back", () => {
  for (const limit of ["", "0", "-1", "1.5", "x", "NaN", "1e400", "101", " 7", "0x7"]) {
    expect(page(`limit=${limit}`)).toEqual(DEFAULT);
  }
  expect(page("limit=7").limit).toBe(7);
  expect(page("limit=100").limit).toBe(100);
  expect(pageRequest({ limit: ["2", "3"] })).toEqual(DEFAULT);
});

test("a cursor that PostgreSQL could not compare with falls back to the first page", () => {
  const id = randomUUID();
  const times = ["", "x", "-1", "1.5", "1e3", "NaN", "8640000000000000", "999999999999999"];
  const wrong = [...times.map((time) => `${time}.${id}`), "1", "1.", "1.x", `1.${id}0`, id];
  for (const after of wrong) expect(page(`after=${after}`)).toEqual(DEFAULT);
});

test("a program is told which parameter makes no sense", async () => {
  const cursor = `1.${randomUUID()}`;
  const wrong = {
    limit: [
      "limit=",
      "limit=0",
      "limit=-1",
      "limit=1e9",
      "limit=x",
      "limit=101",
      "limit=1&limit=1",
    ],
    after: ["after=", "after=x", "after=1.2", `after=${cursor}&after=${cursor}`],
    bogus: ["bogus", "limit=1&bogus=2"],
    Limit: ["Limit=1"],
    __proto__: ["__proto__=1"],
  };
  for (const [name, searches] of Object.entries(wrong)) {
    for (const search of searches) {
      const response = readPage(new URLSearchParams(search));
      if (!(response instanceof Response)) throw new Error(`${search} was taken.`);
      expect(response.status).toBe(400);
      expect(Object.keys((await response.json()).errors)).toEqual([name]);
    }
  }
  expect(readPage(new URLSearchParams(""))).toEqual(DEFAULT);
  expect(readPage(new URLSearchParams(`limit=2&after=${cursor}`))).toHaveProperty("limit", 2);
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
