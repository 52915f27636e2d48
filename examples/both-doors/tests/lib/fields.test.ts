import { expect, test } from "vitest";
import { z } from "zod";
import { only, readFields } from "@/lib/fields";

const input = z.strictObject({ text: z.string(), done: z.boolean() });
const read = (search: string) => readFields(new Request(`http://localhost/?${search}`), input);

test("a request that names no fields gets all of them", () => {
  expect(read("")).toBeNull();
  expect(only({ id: 1, text: "" }, null)).toEqual({ id: 1, text: "" });
});

test("fields are named once each, separated by commas; the id is always there", () => {
  expect(read("fields=text,createdAt")).toEqual(["text", "createdAt"]);
  expect(only({ id: 1, text: "", done: true }, ["text"])).toEqual({ id: 1, text: "" });
});

test("what is no field is refused, and so is one that is named twice", async () => {
  const wrong = ["fields=", "fields=text,", "fields=ownerId", "fields=Text", "fields=text, done"];
  for (const search of [...wrong, "fields=text,text", "fields=text&fields=done"]) {
    const response = read(search);
    expect(response).toBeInstanceOf(Response);
    const { status, errors } = await (response as Response).json();
    expect([status, errors[0].parameter]).toEqual([400, "fields"]);
  }
});
