import { expect, test } from "vitest";
import { mergePatch, patchRecord } from "@/lib/merge-patch";

type Row = { id: string; meta: unknown; at: Date; updatedAt: Date };

/** A record in memory, changed as the data layer does it; `meanwhile` runs between reading and writing. */
function record(meta: unknown, meanwhile: (row: Row) => void = () => {}) {
  let row: Row = { id: "1", meta, at: new Date(0), updatedAt: new Date(1) };
  const stored = async () => ({ ...row });
  const update = async (patch: object, versions?: Date[]) => {
    meanwhile(row);
    if (versions && !versions.some((version) => +version === +row.updatedAt)) return null;
    row = { ...row, ...patch, updatedAt: new Date(+row.updatedAt + 1) };
    return row;
  };
  return {
    patch: (patch: object, versions?: Date[]) => patchRecord(stored, patch, update, versions),
  };
}

// The examples of RFC 7396, appendix A.
test.each([
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [
    ["a", "b"],
    ["c", "d"],
    ["c", "d"],
  ],
  [{ a: "b" }, ["c"], ["c"]],
  [{ a: "foo" }, null, null],
  [{ a: "foo" }, "bar", "bar"],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: "b", c: null }, { a: "b" }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])("%j patched by %j is %j", (target, patch, wanted) => {
  expect(mergePatch(target, patch)).toEqual(wanted);
});

test("a key that JavaScript has a meaning for is a key", () => {
  const patch = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
  expect(JSON.stringify(mergePatch({}, patch))).toBe(JSON.stringify(patch));
});

test("JSON inside of a field is merged, and all else is replaced", async () => {
  const { patch } = record({ a: 1, b: { c: 2 } });
  const at = new Date(5);
  expect(await patch({ meta: { a: null, b: { d: 3 } }, at })).toMatchObject({
    meta: { b: { c: 2, d: 3 } },
    at,
  });
  expect(await patch({ meta: [1] })).toMatchObject({ meta: [1] });
  expect(await patch({ meta: { x: 1 } })).toMatchObject({ meta: { x: 1 } });
});

test("what somebody else writes meanwhile is not lost", async () => {
  let others = 2;
  const { patch } = record({}, (row) => {
    if (others-- <= 0) return;
    row.meta = { ...(row.meta as object), [`other${others}`]: true };
    row.updatedAt = new Date(+row.updatedAt + 1);
  });
  expect(await patch({ meta: { mine: 1 } })).toMatchObject({
    meta: { other1: true, other0: true, mine: 1 },
  });
});

test("what is changed without end, or may not be changed, or is of another version, is not written", async () => {
  const busy = record({}, (row) => {
    row.updatedAt = new Date(+row.updatedAt + 1);
  });
  expect(await busy.patch({ meta: { a: 1 } })).toHaveProperty("status", 409);
  expect(await record({}).patch({ meta: { a: 1 } }, [new Date(7)])).toBeNull();
  const { patch } = {
    patch: () =>
      patchRecord(
        async () => ({ updatedAt: new Date(1) }),
        { a: {} },
        async () => null,
      ),
  };
  expect(await patch()).toBeNull();
});

test("a merge that grows too large is refused by name", async () => {
  const { patch } = record({ long: "x".repeat(60_000) });
  const refused = await patch({ meta: { more: "x".repeat(10_000) } });
  expect(refused).toHaveProperty("status", 422);
  expect(await (refused as Response).json()).toMatchObject({ errors: [{ pointer: "#/meta" }] });
});
