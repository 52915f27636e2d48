import { expect, test } from "vitest";
import { z } from "zod";
import { anyJson, day, longText, moment, optional } from "@/lib/field-types";
import { alphabetically, ascending, descending, during, exactly, flag, words } from "@/lib/list";
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
  filters: { done: exactly(flag()), due: during(day()), q: words() },
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
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(paths["/api/posts"]?.get?.security).toEqual([]);
  expect(paths["/api/posts"]?.post?.["x-scope"]).toBe("posts:write");
  expect(paths["/api/tasks"]?.get?.["x-scope"]).toBe("tasks:read");
});

test("what a list can be asked for is listed, and nothing else", () => {
  const parameters = paths["/api/tasks"]?.get?.parameters as { name: string }[];
  const own = ["done", "due", "dueFrom", "dueBefore", "q"];
  const always = ["createdAt", "createdAtFrom", "createdAtBefore"];
  const paging = ["sort", "limit", "after", "fields"];
  const names = parameters.map(({ name }) => name);
  expect(new Set(names)).toEqual(new Set([...own, ...always, ...paging]));
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

test("a change names its version where it has to, and only there", () => {
  const strict = openApi("Shop", [{ ...tasks, requiresMatch: true }]);
  const verbs = ["put", "patch", "delete"] as const;
  for (const verb of verbs) {
    const open = document.paths["/api/tasks/{id}"]?.[verb];
    expect(open?.parameters).toBeUndefined();
    expect(open?.responses).not.toHaveProperty("428");
    const { parameters = [], responses = {} } = strict.paths["/api/tasks/{id}"]?.[verb] ?? {};
    expect(parameters).toMatchObject([{ name: "If-Match", in: "header", required: true }]);
    expect(responses).toHaveProperty("428");
    const { pattern } = parameters[0]?.schema ?? {};
    for (const tags of ["*", '"a1"', 'W/"b"', '"a", "b"']) {
      expect(tags).toMatch(new RegExp(String(pattern)));
    }
    for (const tags of ["", "a1", '"a', "**"])
      expect(tags).not.toMatch(new RegExp(String(pattern)));
  }
});

test("how often a caller may use a scope is said of what takes it", () => {
  const perMinute = { read: 300, write: 30 };
  const limited = (isPublic: boolean) => openApi("Shop", [{ ...tasks, isPublic, perMinute }]).paths;
  const write = { policy: "tasks:write", limit: 30, window: 60 };
  for (const isPublic of [true, false]) {
    const read = { policy: "tasks:read", limit: 300, window: 60 };
    for (const path of ["/api/tasks", "/api/tasks/bulk", "/api/tasks/{id}"]) {
      const { parameters, ...verbs } = limited(isPublic)[path] ?? {};
      for (const [verb, operation] of Object.entries(verbs)) {
        expect(operation["x-rate-limit"]).toEqual(verb === "get" ? read : write);
      }
    }
    const whose = isPublic ? "from one address" : "of one person";
    const { get, post } = limited(isPublic)["/api/tasks"] ?? {};
    expect(get?.description).toContain(`At most 300 requests a minute ${whose}, all of`);
    expect(post?.description).toContain("At most 30 requests a minute of one person, all of");
  }
  const writing = openApi("Shop", [{ ...tasks, perMinute: { write: 30 } }]);
  const { get, post } = writing.paths["/api/tasks"] ?? {};
  expect(post?.["x-rate-limit"]).toEqual(write);
  expect(get).toEqual(document.paths["/api/tasks"]?.get);
});

test("of many at once, some are created or deleted; where changes name versions, none is deleted", () => {
  const strict = openApi("Shop", [{ ...tasks, requiresMatch: true }]).components.schemas;
  expect(Object.keys(schemas.TaskBulk?.properties ?? {})).toEqual(["create", "delete"]);
  expect(schemas.TaskBulk?.required).toBeUndefined();
  expect(Object.keys(strict.TaskBulk?.properties ?? {})).toEqual(["create"]);
  expect(strict.TaskBulkResults?.required).toEqual(["create"]);
});

test("a record that is asked for in part has its id, and may have each of its fields", () => {
  expect(schemas.SparseTask?.properties).toEqual(schemas.Task?.properties);
  expect(schemas.SparseTask?.required).toEqual(["id"]);
});

test("what no two may have alike is said of bodies, and among many it is refused by itself", () => {
  const unique = [["code"], ["title", "due"]];
  const said = openApi("Shop", [{ ...tasks, unique }]).components.schemas as typeof schemas;
  const sentence = "No two records may have the same `code`, or the same `title` and `due`.";
  for (const body of [said.TaskInput, said.TaskPatch]) {
    expect(body).toMatchObject({ description: sentence, "x-unique": unique });
  }
  expect(JSON.stringify(said.TaskBulkResults)).toContain('{"enum":[409,422]}');
  expect(JSON.stringify(schemas.TaskBulkResults)).toContain('{"enum":[422]}');
  expect(schemas.TaskInput).not.toHaveProperty("x-unique");
});

test("a list says how it is sorted where nobody asks for another order", () => {
  const usual = (filters: Resource["filters"]) => {
    const { get } = openApi("Shop", [{ ...tasks, filters }]).paths["/api/tasks"] ?? {};
    return get?.parameters?.find(({ name }) => name === "sort")?.schema.default;
  };
  expect(usual(tasks.filters)).toBe("-createdAt");
  expect(usual({ due: ascending(during(day())) })).toBe("due");
  expect(usual({ title: descending(alphabetically()) })).toBe("-title");
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
