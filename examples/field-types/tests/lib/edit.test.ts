import { expect, test } from "vitest";
import { z } from "zod";
import { parseEdit, shownIn } from "@/lib/edit";
import type { Controls } from "@/lib/form";

const schema = z.strictObject({
  text: z.string().trim().min(1).max(10).nullable(),
  count: z.number().nullable(),
  done: z.boolean(),
  at: z.iso.datetime().nullable(),
  meta: z.json(),
});
const controls = {
  text: "text",
  count: "number",
  done: "checkbox",
  at: "datetime",
  meta: "json",
} as const satisfies Controls;

const stored = {
  text: "Stored",
  count: 1.5,
  done: false,
  at: new Date("2026-01-31T12:00:00Z"),
  meta: { a: [1] } as unknown,
};
const opened = shownIn(stored, controls);

function nested(depth: number): unknown {
  return JSON.parse("[".repeat(depth) + "]".repeat(depth));
}

/** What comes of a form that was opened with `stored`, where this was typed and that is stored by now. */
function edit(typed: Record<string, string>, now: Partial<typeof stored> = {}) {
  const form = { ...opened, values: { ...opened.values, ...typed } };
  return parseEdit(schema.partial(), { ...stored, ...now }, form, controls);
}

test("an untouched form changes nothing, whatever is stored", () => {
  const values: Partial<Record<keyof typeof stored, unknown[]>> = {
    text: [null, "", "  ", "a\nb", "a\r\nb", "\rb", "x".repeat(300), "\u2028", "null"],
    count: [null, 0, -0, 1e21, 0.1 + 0.2, Number.NaN, Number.POSITIVE_INFINITY],
    done: [null, true, "yes"],
    at: [null, new Date(Number.NaN), new Date("+012026-01-01T00:00:00Z"), new Date(1)],
    meta: [null, "", 0, false, [], { b: 1, a: null }, "  \n ", nested(3000)],
  };
  for (const [name, some] of Object.entries(values)) {
    for (const value of some) {
      const record = { ...stored, [name]: value };
      const result = parseEdit(schema.partial(), record, shownIn(record, controls), controls);
      expect(result).toMatchObject({ ok: true, untouched: true, patch: {} });
    }
  }
});

test("browsers spell a value in their own way, and that changes nothing", () => {
  const spellings: Record<string, string>[] = [
    { at: "2026-01-31T12:00" },
    { at: "2026-01-31T12:00:00.0" },
    { count: "1.50" },
    { meta: '{ "a" : [ 1 ] }' },
  ];
  for (const typed of spellings) {
    expect(edit(typed)).toMatchObject({ ok: true, untouched: true });
  }
});

test("only what was typed is changed, and only that is checked", () => {
  expect(edit({ count: "2" }, { text: "far too long a text" })).toMatchObject({
    ok: true,
    patch: { count: 2 },
    besides: true,
  });
  expect(edit({ text: "x".repeat(11) })).toMatchObject({ ok: false });
});

test("a field that both changed is told, and saved when it is sent again", () => {
  const told = edit({ text: "Mine" }, { text: "Theirs", done: true });
  expect(told).toMatchObject({
    ok: false,
    state: {
      fieldErrors: { text: ["Now stored: Theirs"] },
      values: { text: "Mine", done: "on" },
    },
  });
  const { values = {}, version = "" } = told.state;
  const again = parseEdit(
    schema.partial(),
    { ...stored, text: "Theirs", done: true },
    { values, version },
    controls,
  );
  expect(again).toMatchObject({ ok: true, patch: { text: "Mine" } });
});

test("without a version a text that differs is told", () => {
  for (const version of ["", "{", "[]", "null", "1", '{"text":1}', '{"__proto__":{"text":"x"}}']) {
    const form = { values: { ...opened.values, text: "Mine" }, version };
    const result = parseEdit(schema.partial(), stored, form, controls);
    expect(result).toMatchObject({ ok: false, state: { version: opened.version } });
  }
});

test("a moment that another zone's clocks show is untouched, and is changed as they show it", () => {
  const zone = "America/New_York";
  const form = shownIn(stored, controls, zone);
  expect(form.values).toMatchObject({ at: "2026-01-31T07:00:00.000", _zone: zone });
  expect(parseEdit(schema.partial(), stored, form, controls)).toMatchObject({ untouched: true });
  const typed = { ...form, values: { ...form.values, at: "2026-01-31T08:00" } };
  const patch = { at: "2026-01-31T13:00:00.000Z" };
  expect(parseEdit(schema.partial(), stored, typed, controls)).toMatchObject({ patch });
  // Of two moments that clocks show alike, the one that is stored stays.
  const second = { ...stored, at: new Date("2026-11-01T06:30:00Z") };
  const twice = shownIn(second, controls, zone);
  expect(parseEdit(schema.partial(), second, twice, controls)).toMatchObject({ untouched: true });
});
