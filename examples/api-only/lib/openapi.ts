import "server-only";

import type { z } from "zod";
import { ALWAYS, DEFAULT_LIMIT, type Filters, MAX_LIMIT, parametersOf, sortsOf } from "@/lib/list";
import {
  exampleOf,
  JSON_VALUE,
  type ObjectSchema,
  PROBLEM,
  ref,
  type Schema,
  schemaOf,
  schemasOf,
} from "@/lib/openapi-schemas";
import { PROBLEMS, type ProblemStatus } from "@/lib/problem";
import { scopeOf } from "@/lib/scopes";

// The document of the API (OpenAPI 3.1): it says what the handlers do, from the schemas that they parse with.

/** A resource that programs outside of this app use. */
export type Resource = {
  path: `/api/${string}`;
  title: string;
  /** What its operations and schemas are called after: `Todo` and `Todos`. */
  one: string;
  many: string;
  input: z.ZodObject;
  patch: z.ZodObject;
  filters: Filters;
  /** Whether anybody may read it, without a key. */
  isPublic: boolean;
};

export type Parameter = {
  name: string;
  in: "path" | "query";
  required?: boolean;
  description?: string;
  schema: Schema;
};
export type Method = "get" | "post" | "put" | "patch" | "delete";
export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: object[];
  "x-scope"?: string;
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, Content> };
  responses: Record<number, object>;
};
type Content = { schema: Schema; example: unknown };
type Path = { parameters?: Parameter[] } & Partial<Record<Method, Operation>>;

export function openApi(app: string, resources: Resource[]) {
  const paths: Record<string, Path> = Object.assign({}, ...resources.map(pathsOf));
  return {
    openapi: "3.1.1",
    info: {
      title: app,
      version: "1",
      description: ABOUT,
      contact: { name: app },
      license: LICENSE,
    },
    servers: [{ url: "/" }],
    security: [{ apiKey: [] }],
    tags: resources.map(({ title, isPublic }) => ({
      name: title,
      description: isPublic ? "Anybody reads them; to change one takes a key." : "They take a key.",
    })),
    paths,
    components: {
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description: "An API key. What an operation takes of its scopes is its `x-scope`.",
        },
      },
      schemas: schemasFor(resources),
      responses: problemsIn(paths),
    },
  };
}

function schemasFor(resources: Resource[]): Record<string, ObjectSchema> {
  return Object.assign({ Json: JSON_VALUE, Problem: PROBLEM }, ...resources.map(schemasOf));
}

const ABOUT = [
  "Send JSON, and get JSON. A problem comes as RFC 9457 has it.",
  "Each record has a version, its `ETag`. Send it as `If-Match`, and a change happens only while that is still the version.",
  "Send it as `If-None-Match`, and a record that has not changed is not sent again.",
].join("\n\n");

// Whoever may use the app may use its API; say here if there is a licence.
const LICENSE = { name: "Proprietary", identifier: "LicenseRef-Proprietary" };

/** The problems that operations answer with, each described once. */
function problemsIn(paths: object) {
  const text = JSON.stringify(paths);
  const used = Object.entries(PROBLEMS).filter(([status]) => text.includes(`/Problem${status}"`));
  return Object.fromEntries(
    used.map(([status, { title }]) => [
      `Problem${status}`,
      {
        description: `${title}.`,
        content: { "application/problem+json": { schema: ref("Problem") } },
      },
    ]),
  );
}

function pathsOf(resource: Resource): Record<string, Path> {
  const { path } = resource;
  const id = { type: "string", format: "uuid" };
  const parameters: Parameter[] = [{ name: "id", in: "path", required: true, schema: id }];
  return {
    [path]: { get: list(resource), post: create(resource) },
    [`${path}/{id}`]: {
      parameters,
      get: read(resource),
      put: change(resource, "replace", "Input"),
      patch: change(resource, "change", "Patch"),
      delete: remove(resource),
    },
  };
}

function list(resource: Resource): Operation {
  const { many, one, title } = resource;
  return {
    ...about(resource, `list${many}`, `List ${title.toLowerCase()}`),
    ...taking(resource, "read"),
    description:
      "A page at a time, newest first unless `sort` says otherwise. Filters narrow it down, all of them at once.",
    parameters: listParameters(resource.filters),
    responses: {
      200: {
        description: "A page of them; the header `Link` leads to the next one.",
        headers: {
          ETag: { schema: { type: "string" } },
          Link: { schema: { type: "string" }, description: "The next page (RFC 8288)." },
          "X-Total-Count": {
            schema: { type: "integer" },
            description: "How many there are in all, if the request has `Prefer: count=exact`.",
          },
        },
        content: {
          "application/json": {
            schema: { type: "array", items: ref(one) },
            example: [recordOf(resource)],
          },
        },
      },
      304: { description: "It is what the client has already." },
      ...problems(400, 404, 406, 429, 500, 503),
      ...refusals(resource),
    },
  };
}

function create(resource: Resource): Operation {
  const { one } = resource;
  return {
    ...about(resource, `create${one}`, "Create one"),
    ...taking(resource, "write"),
    description:
      "With an `Idempotency-Key` it can be sent again when no answer came: it is done once, and answered alike.",
    requestBody: body(`${one}Input`, exampleOf(resource.input)),
    responses: {
      201: {
        description: "The new record.",
        headers: {
          ETag: { schema: { type: "string" } },
          Location: { schema: { type: "string" } },
        },
        content: json(resource),
        links: links(resource),
      },
      ...problems(400, 401, 403, 406, 409, 413, 415, 422, 429, 500, 503),
    },
  };
}

function read(resource: Resource): Operation {
  return {
    ...about(resource, `read${resource.one}`, "Read one"),
    ...taking(resource, "read"),
    description:
      "With `If-None-Match` and the `ETag` that came with it, a record that has not changed is not sent again.",
    responses: {
      200: record(resource, "The record."),
      304: { description: "It is what the client has already." },
      ...problems(404, 406, 429, 500, 503),
      ...refusals(resource),
    },
  };
}

function change(resource: Resource, verb: string, kind: "Input" | "Patch"): Operation {
  const [summary, description] = CHANGES[kind];
  return {
    ...about(resource, `${verb}${resource.one}`, summary),
    ...taking(resource, "write"),
    description: `${description} ${IF_MATCH}`,
    requestBody: body(
      `${resource.one}${kind}`,
      exampleOf(resource.input),
      ...(kind === "Patch" ? ["application/merge-patch+json"] : []),
    ),
    responses: {
      200: record(resource, "The record as it is now."),
      ...problems(400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 429, 500, 503),
    },
  };
}

const IF_MATCH = "With `If-Match`, it happens only while that is the record's version.";
const CHANGES = {
  Input: ["Replace one", "Fields that are left out go back to their defaults."],
  Patch: ["Change some fields of one", "Fields that are left out stay as they are."],
} as const;

function remove(resource: Resource): Operation {
  return {
    ...about(resource, `delete${resource.one}`, "Delete one"),
    ...taking(resource, "write"),
    description: IF_MATCH,
    responses: {
      204: { description: "It is gone." },
      ...problems(401, 403, 404, 406, 412, 429, 500, 503),
    },
  };
}

function about({ title }: Resource, operationId: string, summary: string) {
  return { operationId, summary, tags: [title] };
}

function taking(resource: Resource, verb: "read" | "write") {
  if (verb === "read" && resource.isPublic) return { security: [] };
  // OpenAPI knows scopes of OAuth only.
  return { security: [{ apiKey: [] }], "x-scope": scopeOf(resource, verb) };
}

function record(resource: Resource, description: string) {
  const headers = { ETag: { schema: { type: "string" } } };
  return { description, headers, content: json(resource) };
}

/** A record as it is read. */
function recordOf({ input }: Resource) {
  const [id, at] = ["0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e", "2026-01-31T12:00:00.000Z"];
  return { id, ...exampleOf(input), createdAt: at, updatedAt: at };
}

function links({ one }: Resource) {
  const names = ["read", "replace", "change", "delete"].map((verb) => `${verb}${one}`);
  const parameters = { id: "$response.body#/id" };
  return Object.fromEntries(names.map((operationId) => [operationId, { operationId, parameters }]));
}

/** How somebody who may not read is turned away. */
function refusals({ isPublic }: Resource) {
  return isPublic ? {} : problems(401, 403);
}

function problems(...statuses: ProblemStatus[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}

function json(resource: Resource) {
  return { "application/json": { schema: ref(resource.one), example: recordOf(resource) } };
}

function body(name: string, example: object, ...others: string[]) {
  const types = ["application/json", ...others];
  const content = types.map((type) => [type, { schema: ref(name), example }]);
  return { required: true, content: Object.fromEntries(content) };
}

function listParameters(own: Filters): Parameter[] {
  const filters = { ...ALWAYS, ...own };
  const narrowing = [...parametersOf(filters)].map(([name, { value }]) => ({
    name,
    schema: schemaOf(value),
  }));
  return [
    ...narrowing,
    {
      name: "sort",
      schema: { type: "string", enum: [...sortsOf(filters).keys()], default: "-createdAt" },
    },
    {
      name: "limit",
      schema: { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
    },
    {
      name: "after",
      schema: { type: "string", pattern: "^[\\w-]{1,500}$" },
      description: "Where a page begins: what `Link` says.",
    },
  ].map((parameter) => ({ in: "query" as const, ...parameter }));
}
