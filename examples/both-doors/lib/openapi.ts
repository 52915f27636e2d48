import "server-only";

import { z } from "zod";
import { ALWAYS, DEFAULT_LIMIT, type Filters, MAX_LIMIT, parametersOf, sortsOf } from "@/lib/list";
import { PROBLEMS, type ProblemStatus } from "@/lib/problem";

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

type Schema = Record<string, unknown>;
type Operation = Record<string, unknown>;

export function openApi(app: string, resources: Resource[]) {
  return {
    openapi: "3.1.1",
    info: { title: app, version: "1", description: ABOUT },
    servers: [{ url: "/" }],
    security: [{ apiKey: [] }],
    tags: resources.map(({ title }) => ({ name: title })),
    paths: Object.assign({}, ...resources.map(pathsOf)),
    components: {
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description: "An API key, from the page /api-keys.",
        },
      },
      schemas: Object.assign({ Json: JSON_VALUE, Problem: PROBLEM }, ...resources.map(schemasOf)),
      responses: Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, [, title]]) => [
          `Problem${status}`,
          {
            description: `${title}.`,
            content: { "application/problem+json": { schema: ref("Problem") } },
          },
        ]),
      ),
    },
  };
}

const ABOUT = [
  "Send JSON, and get JSON. A problem comes as RFC 9457 has it.",
  "Each record has a version, its `ETag`. Send it as `If-Match`, and a change happens only while that is still the version.",
  "Send it as `If-None-Match`, and a record that has not changed is not sent again.",
].join("\n\n");

function pathsOf(resource: Resource) {
  const { path } = resource;
  const parameters = [
    { name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } },
  ];
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
    ...opened(resource),
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
        content: { "application/json": { schema: { type: "array", items: ref(one) } } },
      },
      304: { description: "It is what the client has already." },
      ...problems(400, 404, 406, 500, 503, ...(resource.isPublic ? [] : ([401] as const))),
    },
  };
}

function create(resource: Resource): Operation {
  const { one } = resource;
  return {
    ...about(resource, `create${one}`, `Create one`),
    description:
      "With an `Idempotency-Key` it can be sent again when no answer came: it is done once, and answered alike.",
    requestBody: body(`${one}Input`),
    responses: {
      201: {
        description: "The new record.",
        headers: {
          ETag: { schema: { type: "string" } },
          Location: { schema: { type: "string" } },
        },
        content: json(one),
        links: links(resource),
      },
      ...problems(400, 401, 403, 406, 409, 413, 415, 422, 500, 503),
    },
  };
}

function read(resource: Resource): Operation {
  return {
    ...about(resource, `read${resource.one}`, "Read one"),
    ...opened(resource),
    responses: {
      200: record(resource, "The record."),
      304: { description: "It is what the client has already." },
      ...problems(404, 406, 500, 503, ...(resource.isPublic ? [] : ([401] as const))),
    },
  };
}

function change(resource: Resource, verb: string, kind: "Input" | "Patch"): Operation {
  const summary = kind === "Input" ? "Replace one" : "Change some fields of one";
  return {
    ...about(resource, `${verb}${resource.one}`, summary),
    requestBody: body(
      `${resource.one}${kind}`,
      kind === "Patch" ? "application/merge-patch+json" : undefined,
    ),
    responses: {
      200: record(resource, "The record as it is now."),
      ...problems(400, 401, 403, 404, 406, 412, 413, 415, 422, 500, 503),
    },
  };
}

function remove(resource: Resource): Operation {
  return {
    ...about(resource, `delete${resource.one}`, "Delete one"),
    responses: {
      204: { description: "It is gone." },
      ...problems(401, 403, 404, 406, 412, 500, 503),
    },
  };
}

function about({ title }: Resource, operationId: string, summary: string): Operation {
  return { operationId, summary, tags: [title] };
}

function opened({ isPublic }: Resource): Operation {
  return isPublic ? { security: [] } : {};
}

function record({ one }: Resource, description: string) {
  return { description, headers: { ETag: { schema: { type: "string" } } }, content: json(one) };
}

function links({ one }: Resource) {
  const names = ["read", "replace", "change", "delete"].map((verb) => `${verb}${one}`);
  const parameters = { id: "$response.body#/id" };
  return Object.fromEntries(names.map((operationId) => [operationId, { operationId, parameters }]));
}

function problems(...statuses: ProblemStatus[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}

function json(name: string) {
  return { "application/json": { schema: ref(name) } };
}

function body(name: string, ...types: (string | undefined)[]) {
  const content = ["application/json", ...types].flatMap((type) =>
    type ? [[type, { schema: ref(name) }]] : [],
  );
  return { required: true, content: Object.fromEntries(content) };
}

function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

function listParameters(own: Filters) {
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
  ].map((parameter) => ({ in: "query", ...parameter }));
}

function schemasOf({ one, input, patch }: Resource) {
  const { properties } = schemaOf(patch) as { properties: Record<string, Schema> };
  const moment = { type: "string", format: "date-time", readOnly: true };
  const all = {
    id: { type: "string", format: "uuid", readOnly: true },
    ...properties,
    createdAt: moment,
    updatedAt: moment,
  };
  return {
    [one]: { type: "object", properties: all, required: Object.keys(all) },
    [`${one}Input`]: schemaOf(input),
    [`${one}Patch`]: schemaOf(patch),
  };
}

function schemaOf(schema: z.ZodType): Schema {
  const { $schema, ...found } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => describeText(zodSchema, jsonSchema),
  });
  return found;
}

/** No text has a NUL (lib/parse.ts), and what is counted without the blanks around it begins with none. */
function describeText(schema: z.core.$ZodType, described: z.core.JSONSchema.BaseSchema) {
  const { type, enum: choices, format, pattern, minLength = 0 } = described;
  if (type !== "string" || choices) return;
  if (format) {
    if (pattern === NO_NUL) delete described.pattern;
    return;
  }
  const isTrimmed = schema._zod.def.checks?.some(({ _zod }) => _zod.def.check === "overwrite");
  if (pattern === "\\S" || (isTrimmed && minLength === 1)) described.pattern = visible(1);
  else if (pattern === undefined) described.pattern = isTrimmed ? visible(minLength) : NO_NUL;
}

const NO_NUL = "^[^\\u0000]*$";

/** Text with so many characters, blanks around them not counted. */
function visible(min: number): string {
  const seen = "[^\\s\\u0000\\ufeff]";
  if (min < 1) return NO_NUL;
  const more = min > 1 ? `[^\\u0000]{${min - 2},}${seen}` : "";
  return `^[^\\u0000]*${seen}${more}[^\\u0000]*$`;
}

// What PostgreSQL stores, and JavaScript reads without a loss.
const TEXT = { type: "string", pattern: NO_NUL };
const JSON_VALUE = {
  description: "Any JSON without NUL in a text or a key, at most 32 levels deep.",
  anyOf: [
    TEXT,
    { type: ["number", "boolean", "null"] },
    { type: "array", items: ref("Json") },
    {
      type: "object",
      propertyNames: { pattern: NO_NUL },
      additionalProperties: ref("Json"),
    },
  ],
};

const PROBLEM = {
  type: "object",
  properties: {
    type: { type: "string", format: "uri-reference" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string", format: "uri-reference" },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: {
          detail: { type: "string" },
          pointer: { type: "string" },
          parameter: { type: "string" },
          header: { type: "string" },
        },
        required: ["detail"],
      },
    },
  },
  required: ["type", "title", "status", "detail"],
};
