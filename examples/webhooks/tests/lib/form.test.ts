import { expect, test, vi } from "vitest";
import { z } from "zod";
import { NotWrittenYet, Taken } from "@/lib/errors";
import { type Controls, failed, formValues, inputText, jsonText, parseForm } from "@/lib/form";
import { formData } from "../support/forms";

const schema = z.strictObject({
  text: z.string(),
  count: z.number().nullable(),
  done: z.boolean(),
  at: z.iso.datetime(),
  meta: z.json(),
});
const controls = {
  text: "text",
  count: "number",
  done: "checkbox",
  at: "datetime",
  meta: "json",
} as const satisfies Controls;
const typed = { text: "x", count: "1.5", done: "on", at: "2026-01-31T12:00", meta: '{"a":[1]}' };

function read(values: Record<string, string>) {
  return parseForm(schema, formValues(formData(values), controls), controls);
}

test("what was typed becomes typed values", () => {
  const data = { text: "x", count: 1.5, done: true, at: "2026-01-31T12:00:00Z", meta: { a: [1] } };
  expect(read(typed)).toEqual({ ok: true, data });
});

test("an empty input is missing, or null where that is allowed; an empty box is not ticked", () => {
  expect(read({ at: typed.at, meta: "0", text: "x" })).toMatchObject({
    ok: true,
    data: { count: null, done: false },
  });
  expect(read({ ...typed, text: " " })).toMatchObject({ fieldErrors: { text: ["Required."] } });
});

test("what cannot be read is refused", () => {
  expect(read({ ...typed, count: "1e400x" })).toHaveProperty("fieldErrors.count");
  expect(read({ ...typed, at: "yesterday" })).toHaveProperty("fieldErrors.at");
  expect(read({ ...typed, meta: "{" })).toHaveProperty("fieldErrors.meta");
  // Nor what would be rounded, or is there twice, or nested too deeply.
  expect(read({ ...typed, count: "9007199254740993" })).toHaveProperty("fieldErrors.count");
  for (const meta of ["[1e400]", '{"a":1,"a":2}', "[".repeat(40) + "]".repeat(40)]) {
    expect(read({ ...typed, meta })).toHaveProperty("fieldErrors.meta");
  }
});

test("a moment is what clocks show in the zone of the form", () => {
  const zurich = (at: string) => read({ ...typed, at, _zone: "Europe/Zurich" });
  expect(zurich("2026-01-31T13:00")).toMatchObject({ data: { at: "2026-01-31T12:00:00.000Z" } });
  expect(zurich("2026-03-29T02:30")).toMatchObject({
    fieldErrors: { at: ["There is no such time that day: clocks are put forward over it."] },
  });
  expect(zurich("yesterday")).toHaveProperty("fieldErrors.at");
  const nowhere = { ...typed, _zone: "Nowhere" };
  expect(read(nowhere)).toMatchObject({ data: { at: "2026-01-31T12:00:00Z" } });
  const moment = new Date("2026-07-31T12:00:00.120Z");
  expect(inputText(moment, "Europe/Zurich")).toBe("2026-07-31T14:00:00.120");
});

test("only named inputs count, and only text", () => {
  const form = formData({ text: "x", ownerId: "y" });
  form.set("done", new File(["on"], "on.txt"));
  const empty = { text: "", count: "", done: "", at: "", meta: "" };
  expect(formValues(form, controls)).toEqual({ ...empty, text: "x" });
  // A caller without a form can pass anything.
  for (const forged of [undefined, null, "x", {}]) {
    expect(formValues(forged as unknown as FormData, controls)).toEqual(empty);
  }
});

test("a value fills its input again", () => {
  expect([null, true, false, 1.5, "x"].map((value) => inputText(value))).toEqual([
    ...["", "on", "", "1.5", "x"],
  ]);
  expect(inputText(new Date("2026-01-31T12:00:00.120Z"))).toBe("2026-01-31T12:00:00.120");
});

test("a line end is one letter, however it was sent", () => {
  expect(formValues(formData({ text: "a\r\nb\rc\nd" }), { text: "text" }).text).toBe("a\nb\nc\nd");
  expect(inputText("a\r\nb")).toBe("a\nb");
});

test("JSON that indenting would blow up stays on one line", () => {
  const deep = JSON.parse("[".repeat(2350) + "]".repeat(2350));
  expect(jsonText(deep)).toHaveLength(4700);
  expect(jsonText({ a: [1] })).toBe(JSON.stringify({ a: [1] }, null, 2));
  expect(jsonText("[[[[".repeat(5000))).toHaveLength(20_002);
  expect(jsonText(JSON.parse("[".repeat(50_000) + "]".repeat(50_000)))).toBe("…");
});

test("an error of ours is logged and not shown", () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const error = new Error("select secret from table");
  expect(JSON.stringify(failed(error, { text: "x" }))).not.toContain("select");
  expect(log).toHaveBeenCalledWith(error);
  log.mockRestore();
  expect(failed(new NotWrittenYet("report")).error).toBe("report is not written yet.");
});

test("what is taken is said beside its field, and what was typed comes back", () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const state = failed(new Taken(["text"]), typed);
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
  expect(state).toEqual({
    error: "Please check the marked fields.",
    fieldErrors: { text: ["There is one with this already."] },
    values: typed,
  });
});
