import { expect, test } from "vitest";
import { z } from "zod";
import { optional } from "@/lib/field-types";
import { problem, readChange, readJson } from "@/lib/http";

const schema = z.strictObject({ text: z.string(), note: optional(z.string()).optional() });

function sent(body: BodyInit, headers: Record<string, string> = {}): Request {
  const all = { "content-type": "application/json", ...headers };
  return new Request("http://localhost/api/x", { method: "POST", body, headers: all });
}

async function read(body: BodyInit, headers?: Record<string, string>) {
  const input = await readJson(sent(body, headers), schema);
  return input instanceof Response ? input.status : input;
}

test("half a character in the name of a field is a refusal, and no failure", async () => {
  expect(await read('{"\\ud800":1,"\\ud800":2}')).toBe(422);
  expect(await read('{"text":"a","\\ud800":1}')).toBe(422);
});

test("a problem says what RFC 9457 asks for", async () => {
  const response = problem(404, "Not found.");
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = {
    type: "/api/docs#not-found",
    title: "Not found",
    status: 404,
    detail: "Not found.",
  };
  expect(await response.json()).toEqual(body);

  const own = problem(402, "Pay first.");
  const described = { type: "about:blank", title: "Payment Required" };
  expect(await own.json()).toEqual({ ...described, status: 402, detail: "Pay first." });
});

test("a body of JSON in UTF-8 is read, with or without a byte order mark", async () => {
  const body = '{"text":"é"}';
  const types = [
    "application/json",
    "Application/JSON; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/merge-patch+json",
  ];
  for (const type of types)
    expect(await read(body, { "content-type": type })).toEqual({ text: "é" });
  expect(await read(`\ufeff${body}`)).toEqual({ text: "é" });
  expect(await read(body, { "content-encoding": "identity" })).toEqual({ text: "é" });
});

test("another type, charset or encoding is refused, and not guessed at", async () => {
  const body = '{"text":"x"}';
  for (const type of ["", "text/plain", "application/json; charset=latin1", "text/json"]) {
    expect(await read(body, { "content-type": type })).toBe(415);
  }
  expect(await read(body, { "content-type": "application/json; charset=utf-16" })).toBe(415);
  for (const encoding of ["gzip", "br", "gzip, identity"]) {
    expect(await read(body, { "content-encoding": encoding })).toBe(415);
  }
});

test("bytes that are no UTF-8 are refused, and not replaced", async () => {
  const texts = ['{"text":"\xff"}', '{"text":"\xe9"}', '{"text":"\xc0\x80"}', "\xff\xfe{\0}\0"];
  for (const text of texts) expect(await read(Buffer.from(text, "latin1"))).toBe(400);
});

test("what is no JSON, or not what was sent, is refused", async () => {
  for (const body of ["", " ", "{", '{"text":"x"} x', "\0"]) expect(await read(body)).toBe(400);
  const twice = await readJson(sent('{"text":"x","text":"y"}'), schema);
  if (!(twice instanceof Response)) throw new Error("It was read.");
  expect(twice.status).toBe(422);
  expect((await twice.json()).errors).toEqual([
    { pointer: "#/text", detail: 'This has "text" twice.' },
  ]);
});

const record = { id: "1", text: "old", createdAt: new Date(0), updatedAt: new Date(1) };

async function change(body: object, stored: object | null = record) {
  const input = await readChange(sent(JSON.stringify(body)), schema, async () => stored);
  return input instanceof Response ? [input.status, (await input.json()).errors] : input;
}

test("what was read can be sent back as it was", async () => {
  expect(await change({ ...record, text: "new" })).toEqual({ text: "new" });
  expect(await change({ text: "new", id: "1" })).toEqual({ text: "new" });
  expect(await change({ text: "new" })).toEqual({ text: "new" });
});

test("an id or a timestamp that is not the record's own is refused", async () => {
  const wrong = { id: "2", createdAt: new Date(2), updatedAt: null };
  for (const [name, value] of Object.entries(wrong)) {
    const refused = [422, [{ pointer: `#/${name}`, detail: "This cannot be changed." }]];
    expect(await change({ text: "new", [name]: value })).toEqual(refused);
  }
  expect(await change({ ...record, ownerId: "me" })).toHaveProperty("0", 422);
  expect(await change({ ...record }, null)).toHaveProperty("0", 404);
});
