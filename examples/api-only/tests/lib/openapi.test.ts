import { expect, test } from "vitest";
import { z } from "zod";
import { anyJson, day, longText, moment, optional } from "@/lib/field-types";
import { during, exactly, flag } from "@/lib/list";
import { openApi, type Resource } from "@/lib/openapi";

const fields = {
  title: z.string().trim().min(1).max(255),
  code: z.string().trim().min(3),
  plain: z.string(),
  body: optional(longText()),
  size: z.int32().nullable(),
  due: optional(day()),
  at: moment(),
  meta: anyJson(),
};

const tasks: Resource = {
  path: "/api/tasks",
  title: "Tasks",
  one: "Task",
  many: "Tasks",
  input: z.strictObject({ ...fields, body: fields.body.default(null) }),
  patch: z.strictObject(fields).partial(),
  filters: { done: exactly(flag()), due: during(day()) },
  isPublic: false,
};

type Described = { required?: string[]; properties: Record<string, Record<string, unknown>> };
const document = openApi("Shop", [
  tasks,
  { ...tasks, path: "/api/posts", one: "Post", many: "Posts", isPublic: true },
]);
const schemas = document.components.schemas as unknown as Record<string, Described>;
const paths = document.paths as Record<string, Record<string, Record<string, unknown>>>;

test("each operation has a name of its own, and one that anybody may call says so", () => {
  const operations = Object.values(paths).flatMap((path) =>
    Object.values(path).filter((one) => !Array.isArray(one)),
  );
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(12);
  expect(paths["/api/posts"]?.get?.security).toEqual([]);
  expect(paths["/api/posts"]?.post?.["x-scope"]).toBe("posts:write");
  expect(paths["/api/tasks"]?.get?.["x-scope"]).toBe("tasks:read");
});

test("what a list can be asked for is listed, and nothing else", () => {
  const parameters = paths["/api/tasks"]?.get?.parameters as { name: string }[];
  const own = ["done", "due", "dueFrom", "dueBefore"];
  const always = ["createdAt", "createdAtFrom", "createdAtBefore", "sort", "limit", "after"];
  expect(new Set(parameters.map(({ name }) => name))).toEqual(new Set([...own, ...always]));
});

test("what has to be sent is what has no default; what is read is all there", () => {
  expect(new Set(schemas.TaskInput?.required)).toEqual(
    new Set(["title", "code", "plain", "size", "due", "at", "meta"]),
  );
  expect(schemas.TaskPatch?.required).toBeUndefined();
  expect(schemas.Task?.required).toEqual(["id", ...Object.keys(fields), "createdAt", "updatedAt"]);
});

test("a text's pattern takes what its schema takes, blanks and NUL included", () => {
  const texts = [
    "",
    " ",
    "a",
    " a ",
    "a\nb",
    "ab",
    " ab  ",
    "abc",
    " a c ",
    "a\0bc",
    "\0",
    "\ufeff",
  ];
  for (const name of ["title", "code", "plain"] as const) {
    const { pattern } = schemas.TaskInput?.properties[name] ?? {};
    for (const text of texts) {
      const isTaken = fields[name].safeParse(text).success && !text.includes("\0");
      expect([text, new RegExp(String(pattern), "u").test(text)]).toEqual([text, isTaken]);
    }
  }
});

test("the example of what is sent is taken", () => {
  const { content = {} } = document.paths["/api/tasks"]?.post?.requestBody ?? {};
  const { example } = content["application/json"] ?? {};
  expect(Object.keys(example ?? {})).toEqual(Object.keys(fields));
  expect(tasks.input.safeParse(example).success).toBe(true);
});

test("a problem that an operation may answer with is described, and no other", () => {
  const { responses } = document.components;
  expect(Object.keys(responses)).toContain("Problem412");
  expect(Object.keys(responses)).not.toContain("Problem405");
  for (const [, name] of JSON.stringify(paths).matchAll(/components\/responses\/(\w+)/g)) {
    expect(responses).toHaveProperty(String(name));
  }
});
