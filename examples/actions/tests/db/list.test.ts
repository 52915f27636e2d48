import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { db } from "@/db";
import { beginning, matching, readPage } from "@/db/list";
import { apiKeys } from "@/db/schema/api-keys";
import { moment } from "@/lib/field-types";
import {
  alphabetically,
  ascending,
  asUsual,
  descending,
  during,
  exactly,
  type Filters,
  type ListQuery,
  listQuery,
  pageQuery,
  words,
} from "@/lib/list";
import { createUser } from "../support/users";

// Any table will do; this one is in every app, and has a moment that may be missing.
const columns = {
  id: apiKeys.id,
  name: apiKeys.name,
  lastUsedAt: apiKeys.lastUsedAt,
  createdAt: apiKeys.createdAt,
};
const filters = { name: exactly(z.string()), lastUsedAt: during(moment()), q: words() };

type Key = { id: string; name: string; lastUsedAt: Date | null; createdAt: Date };

let ownerId: string;
let keys: Key[];

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

beforeAll(async () => {
  const owner = await createUser();
  ownerId = owner.caller.userId;
  await db().delete(apiKeys).where(eq(apiKeys.ownerId, ownerId));
  const rows = Array.from({ length: 23 }, (_, number) => ({
    ownerId,
    name: number % 3 === 0 ? "one" : "other",
    publicId: `${ownerId} ${number}`,
    secretHash: "",
    createdAt: day(1 + (number % 5)),
    lastUsedAt: number % 4 === 0 ? null : day(10 + (number % 6)),
  }));
  keys = await db().insert(apiKeys).values(rows).returning(columns);
});

function list(params: Record<string, string>, count = false, own: Filters = filters) {
  return answer({ ...listQuery(params, own as typeof filters), count });
}

/** The page that people get. */
function page(params: Record<string, string>) {
  return answer(pageQuery(new URLSearchParams(params), filters).query);
}

function answer(query: Partial<ListQuery<"name" | "lastUsedAt" | "createdAt">>) {
  return readPage(query, columns, ({ where, order, limit }) =>
    db()
      .select(columns)
      .from(apiKeys)
      .where(and(eq(apiKeys.ownerId, ownerId), matching(query.search, apiKeys.name), where))
      .orderBy(...order)
      .limit(limit),
  );
}

async function all(params: Record<string, string>, own: Filters = filters): Promise<Key[]> {
  const page = await list(params, false, own);
  if (page.next === null) return page.items;
  return [...page.items, ...(await all({ ...params, after: page.next }, own))];
}

/** What the list has to be, sorted here. */
function sorted(found: Key[], field: "createdAt" | "lastUsedAt", descending: boolean): Key[] {
  const sign = descending ? -1 : 1;
  return found.toSorted((one, other) => {
    const [a, b] = [one[field], other[field]];
    if (a && b && +a !== +b) return sign * (+a - +b);
    if (!a !== !b) return a ? -1 : 1;
    return sign * (one.id < other.id ? -1 : 1);
  });
}

test.each(["createdAt", "lastUsedAt"] as const)(
  "by %s, pages of any size make the whole list",
  async (field) => {
    for (const sort of [field, `-${field}`]) {
      const expected = sorted(keys, field, sort.startsWith("-"));
      for (const limit of ["1", "2", "5", "6", "22", "23", "24"]) {
        expect(await all({ sort, limit })).toEqual(expected);
      }
    }
  },
);

test.each(["createdAt", "lastUsedAt"] as const)(
  "by %s, people come back on the way they went, and know where they are",
  async (field) => {
    for (const sort of [field, `-${field}`]) {
      const expected = sorted(keys, field, sort.startsWith("-"));
      for (const size of [1, 4, 5, 6, 23]) {
        const params = { sort, limit: String(size) };
        const starts = [];
        let last = await page(params);
        for (let found = last; ; found = await page({ ...params, after: found.next ?? "" })) {
          last = found;
          starts.push(found.start);
          const start = found.start ?? 0;
          expect(found.items).toEqual(expected.slice(start - 1, start - 1 + size));
          expect(found.total).toBe(23);
          if (found.next === null) break;
        }
        for (let found = last; ; found = await page({ ...params, before: found.previous ?? "" })) {
          expect(found.start).toBe(starts.pop());
          const start = found.start ?? 0;
          expect(found.items).toEqual(expected.slice(start - 1, start - 1 + size));
          if (!found.previous) break;
        }
        expect(starts).toEqual([]);
      }
    }
  },
);

test("the last page is whole, and leads back to a whole first one", async () => {
  const expected = sorted(keys, "createdAt", true);
  const last = await page({ limit: "10", before: "end" });
  expect(last).toMatchObject({ items: expected.slice(13), start: 14, next: null });
  const middle = await page({ limit: "10", before: last.previous ?? "" });
  expect(middle).toMatchObject({ items: expected.slice(3, 13), start: 4 });
  const first = await page({ limit: "10", before: middle.previous ?? "" });
  expect(first).toMatchObject({ items: expected.slice(0, 10), start: 1, previous: null });
  expect(await page({ limit: "30", before: "end" })).toMatchObject({ items: expected, start: 1 });
});

test("who is behind the end, since records are gone, sees the last page", async () => {
  const expected = sorted(keys, "createdAt", true);
  const nowhere = ["createdAt", true, "1999-01-01T00:00:00.000Z", randomUUID()];
  const after = Buffer.from(JSON.stringify(nowhere)).toString("base64url");
  expect(await page({ limit: "5", after })).toMatchObject({ items: expected.slice(18), start: 19 });
  expect((await list({ limit: "5", after })).items).toEqual([]);
});

test("a page says what in its question makes no sense, and passes over what is no list's", () => {
  const asked = (params: Record<string, string>) =>
    pageQuery(new URLSearchParams(params), { ...filters, before: exactly(z.string()) });
  expect(asked({ utm_source: "x", id: "1", fields: "name" }).errors.size).toBe(0);
  expect([...asked({ lastUsedAtFrom: "soon", after: "x", limit: "0" }).errors.keys()]).toEqual([
    "lastUsedAtFrom",
  ]);
  // A field of that name is no filter of a page.
  expect(asked({ before: "end" }).query).toMatchObject({ where: [], before: "end" });
  const twice = new URLSearchParams("name=a&name=b");
  expect(pageQuery(twice, filters).errors.get("name")).toBe("Send this once.");
});

test("without a wish, what is new comes first", async () => {
  expect((await list({})).items).toEqual(sorted(keys, "createdAt", true));
});

test("without a wish, a list comes as its resource says, page by page", async () => {
  const oldest = { createdAt: ascending(during(moment())) };
  expect(await all({ limit: "5" }, oldest)).toEqual(sorted(keys, "createdAt", false));
  const latest = { lastUsedAt: descending(during(moment())) };
  expect(await all({ limit: "5" }, latest)).toEqual(sorted(keys, "lastUsedAt", true));
  expect(await all({ limit: "5", sort: "-createdAt" }, latest)).toEqual(
    sorted(keys, "createdAt", true),
  );
});

test("by texts, pages of any size make the whole list, whatever the texts are", async () => {
  const owner = await createUser();
  const { userId } = owner.caller;
  await db().delete(apiKeys).where(eq(apiKeys.ownerId, userId));
  const names = ["", "a", "A", "é", 'b"\\', "字".repeat(255), "\u0001".repeat(255), "a"];
  const rows = names.map((name, number) => ({
    ownerId: userId,
    name,
    publicId: `${userId} ${number}`,
    secretHash: "",
  }));
  await db().insert(apiKeys).values(rows);
  const own = { name: alphabetically() };
  const read = async (sort: string, after?: string): Promise<string[]> => {
    const query = listQuery({ limit: "1", sort, ...(after && { after }) }, own);
    const page = await readPage(query, columns, ({ where, order, limit }) =>
      db()
        .select(columns)
        .from(apiKeys)
        .where(and(eq(apiKeys.ownerId, userId), where))
        .orderBy(...order)
        .limit(limit),
    );
    const found = page.items.map(({ name }) => name);
    return page.next ? [...found, ...(await read(sort, page.next))] : found;
  };
  const up = await read("name");
  expect(up.toSorted()).toEqual(names.toSorted());
  expect(await read("-name")).toEqual(up.toReversed());
});

test("what a question leaves out, or has as undefined, is as usual", () => {
  const usual = asUsual({});
  expect(usual).toEqual(listQuery({}, {}));
  const left = { where: undefined, sort: undefined, after: undefined, limit: undefined };
  expect(asUsual({ ...left, count: undefined })).toEqual(usual);
  expect(asUsual({ ...left, limit: 5 })).toEqual({ ...usual, limit: 5 });
});

test("filters narrow a list down, together and beside an order", async () => {
  const params = {
    name: "one",
    lastUsedAtFrom: day(11).toISOString(),
    lastUsedAtBefore: day(14).toISOString(),
  };
  const expected = keys.filter(
    ({ name, lastUsedAt }) =>
      name === "one" && lastUsedAt && lastUsedAt >= day(11) && lastUsedAt < day(14),
  );
  expect(expected.length).toBeGreaterThan(2);
  expect(await all({ ...params, limit: "2" })).toEqual(sorted(expected, "createdAt", true));
  expect(await all({ ...params, sort: "lastUsedAt" })).toEqual(
    sorted(expected, "lastUsedAt", false),
  );
});

test("a list is counted when that is asked for, and beside its filters", async () => {
  expect((await list({ limit: "2" })).total).toBeNull();
  expect((await list({ limit: "2" }, true)).total).toBe(23);
  expect((await list({ name: "one" }, true)).total).toBe(8);
});

test("a search finds all its words by how they begin, whatever stands between them", async () => {
  const owner = await createUser();
  const names = [
    "Élan vital, naïve",
    "Write to ada.lovelace@example.com!",
    "it's <b>50%</b> of C:\\temp\\x-ray",
    "日本語 テスト",
  ];
  const rows = names.map((name) => ({
    ownerId: owner.caller.userId,
    name,
    publicId: `${owner.caller.userId} ${name}`,
    secretHash: "",
  }));
  await db().insert(apiKeys).values(rows);
  const find = async (q: string) => {
    const { search } = listQuery({ q }, filters);
    const found = await db()
      .select({ name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.ownerId, owner.caller.userId), matching(search, apiKeys.name)));
    return found.map(({ name }) => names.indexOf(name));
  };
  const searches = {
    élan: [0],
    ÉLA: [0],
    "vital élan": [0],
    "vital ada": [],
    lovelace: [1],
    "ada.love": [1],
    "EXAMPLE.COM": [1],
    xample: [],
    "50% b": [2],
    "temp\\x": [2],
    "it's": [2],
    日本: [3],
    "テスト 日": [3],
    "'": [],
    "\\": [],
    "': | !*&()<->": [],
    "🎉": [],
    " ": [],
  };
  for (const [text, found] of Object.entries(searches)) {
    expect([text, await find(text)]).toEqual([text, found]);
  }
});

test("what has no words is found by how it begins, in any case, and no sign means another one", async () => {
  const { caller } = await createUser();
  const names = ["1234", "12%4", "Ab_c", "abxc", "a\\b"];
  const rows = names.map((name) => ({
    ownerId: caller.userId,
    name,
    publicId: `${caller.userId} ${name}`,
    secretHash: "",
  }));
  await db().insert(apiKeys).values(rows);
  const searches = {
    "12": [0, 1],
    "12%": [1],
    "34": [],
    aB: [2, 3],
    ab_: [2],
    "a\\": [4],
    "12\0": [0, 1],
  };
  for (const [text, expected] of Object.entries(searches)) {
    const found = await db()
      .select({ name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.ownerId, caller.userId), beginning(text, apiKeys.name)));
    const places = found.map(({ name }) => names.indexOf(name)).sort();
    expect([text, places]).toEqual([text, expected]);
  }
});

test("a search is put together with filters, places and the number of all", async () => {
  expect((await list({ q: "oth", limit: "2" }, true)).total).toBe(15);
  expect(await all({ q: "oth", limit: "2", sort: "lastUsedAt" })).toEqual(
    sorted(
      keys.filter(({ name }) => name === "other"),
      "lastUsedAt",
      false,
    ),
  );
  expect(await all({ q: "oth", name: "one" })).toEqual([]);
});

test("a place that nobody was told is none, whatever it is made of", () => {
  const id = randomUUID();
  for (const value of [{ toString: 0 }, [], ["2026-01-01T00:00:00Z"], 5, true, "x", ""]) {
    const place = JSON.stringify(["createdAt", true, value, id]);
    const after = Buffer.from(place).toString("base64url");
    expect(listQuery({ after }, {}).after).toBeNull();
  }
});
