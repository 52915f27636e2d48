import { expect, test, vi } from "vitest";
import type { Column } from "@/lib/columns";
import { sendCsv } from "@/lib/csv";
import type { ListQuery } from "@/lib/list";

const COLUMNS = [
  { name: "text", label: "Text", kind: "string" },
  { name: "value", label: "Value", kind: "json" },
] as const satisfies Column[];

const AT = new Date("2026-01-31T12:00:00Z");

type Row = { id: string; text: string; value: unknown; createdAt: Date };

const rowOf = (id: string, text: string, value: unknown = null): Row => ({
  id,
  text,
  value,
  createdAt: AT,
});

function send(rows: Row[]) {
  return sendCsv("things", COLUMNS, {}, async ({ after, limit }) => {
    const start = after ? rows.findIndex((row) => row.id === after.id) + 1 : 0;
    return { items: rows.slice(start, start + limit), next: null, total: null };
  });
}

async function cellOf(text: string, value?: unknown): Promise<string> {
  const file = await send([rowOf("1", text, value)]).text();
  return file.slice(file.indexOf("\r\n1,") + 4, -2);
}

test("a file has a name, a head and a line for each record", async () => {
  const file = send([rowOf("1", "a"), rowOf("2", "b")]);
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(file.headers.get("content-disposition")).toMatch(
    /^attachment; filename="things-\d{4}-\d\d-\d\d\.csv"$/,
  );
  expect(file.headers.get("cache-control")).toContain("no-store");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  expect(text).toBe("\uFEFFID,Text,Value\r\n1,a,\r\n2,b,\r\n");
});

test.each([
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["two\r\nlines", '"two\r\nlines"'],
  ["Élan 日本", "Élan 日本"],
])("%j is written so that it is read as it was", async (text, written) => {
  expect(await cellOf(text)).toBe(`${written},`);
});

test.each(["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "＝1+1", "-", "+49 (0)"])(
  "%j is no formula to a spreadsheet",
  async (text) => {
    expect(await cellOf(text)).toBe(`'${text},`);
  },
);

test("what breaks lines is no formula either", async () => {
  expect(await cellOf("\r=1")).toBe(`"'\r=1",`);
  expect(await cellOf('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")",`);
});

test.each(["-1", "+1", "-12.5000", "-1e21", "1=1", "a@b"])("%j stays as it is", async (text) => {
  expect(await cellOf(text)).toBe(`${text},`);
});

test("each kind of value is written as other programs read it", async () => {
  const values: [unknown, string][] = [
    [null, ""],
    [true, "true"],
    [-1.5, "-1.5"],
    [AT, "2026-01-31T12:00:00.000Z"],
    [new Date(Number.NaN), "Invalid Date"],
    [{ a: [1, "="] }, '"{""a"":[1,""=""]}"'],
  ];
  for (const [value, written] of values) expect(await cellOf("x", value)).toBe(`x,${written}`);
});

test("a long list is read in batches, as it is asked for", async () => {
  const rows = Array.from({ length: 1201 }, (_, number) => rowOf(String(number), "x"));
  const asked: Pick<ListQuery, "after" | "limit">[] = [];
  const file = sendCsv("things", COLUMNS, {}, async ({ after, limit }) => {
    asked.push({ after, limit });
    const start = after ? rows.findIndex((row) => row.id === after.id) + 1 : 0;
    return { items: rows.slice(start, start + limit), next: null, total: null };
  });
  const reader = file.body?.getReader();
  await reader?.read();
  expect(asked.length).toBeLessThan(3);
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read());
  expect(asked.map(({ after }) => after?.id)).toEqual([undefined, "499", "999"]);
});

test("a file that breaks off fails, and says so in the log", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const file = sendCsv("things", COLUMNS, {}, async () => {
    throw new Error("The database is gone.");
  });
  await expect(file.text()).rejects.toThrow();
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});
