import "server-only";

import type { z } from "zod";
import { MAX_ITEMS } from "@/lib/bulk";
import { fieldsOf } from "@/lib/fields";
import {
  ALWAYS,
  CURSOR,
  DEFAULT_LIMIT,
  type Filters,
  MAX_LIMIT,
  parametersOf,
  sortsOf,
  usualSort,
} from "@/lib/list";
import {
  exampleOf,
  JSON_VALUE,
  json,
  type ObjectSchema,
  PROBLEM,
  problems,
  ref,
  type Schema,
  schemaOf,
  schemasOf,
} from "@/lib/openapi-schemas";
import { PROBLEMS } from "@/lib/problem";
import { IF_MATCH } from "@/lib/reply";
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
  /** Of which fields no two may have the same, together. */
  unique?: string[][];
  /** What it refers to that can be sent along: by its name, the schema of that. */
  expands?: Record<string, string>;
  /** Whether a change has to name the version that it is about. */
  requiresMatch?: boolean;
  /** How often a minute one caller may use a scope of it. */
  perMinute?: { read?: number; write?: number };
  /** Since when it is not to be built upon any more, and when it is gone. */
  deprecated?: string;
  sunset?: string;
};

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: Schema;
  style?: "form";
  explode?: boolean;
};
export type Method = "get" | "post" | "put" | "patch" | "delete";
export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  deprecated?: boolean;
  security: object[];
  "x-scope"?: string;
  "x-rate-limit"?: RateLimit;
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, Content> };
  responses: Record<number, object>;
};
/** What `RateLimit-Policy` says of it: so many requests in so many seconds. */
type RateLimit = { policy: string; limit: number; window: number };
type Content = { schema: Schema; example: unknown };
export type Path = { parameters?: Parameter[] } & Partial<Record<Method, Operation>>;

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
    security: SECURITY,
    tags: resources.map(tagOf),
    paths,
    components: {
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description:
            "An API key, from the page /api-keys. What an operation takes of its scopes is its `x-scope`.",
        },
      },
      schemas: schemasFor(resources),
      responses: problemsIn(paths),
    },
  };
}

const SECURITY = [{ apiKey: [] }];

function tagOf(resource: Resource) {
  return { name: resource.title, description: accessTo(resource) };
}

function accessTo({ isPublic, deprecated, sunset }: Resource): string {
  const takes = isPublic ? "Anybody reads them; to change one takes" : "They take";
  const access = `${takes} a key.`;
  const end = sunset ? `, and gone on ${sunset}` : "";
  return deprecated ? `${access} Deprecated since ${deprecated}${end}.` : access;
}

function schemasFor(resources: Resource[]): Record<string, ObjectSchema> {
  const own = Object.assign({}, ...resources.map(schemasOf));
  const json = JSON.stringify(own).includes('/Json"') ? { Json: JSON_VALUE } : {};
  return { ...json, Problem: PROBLEM, ...own };
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
    [`${path}/bulk`]: { post: createMany(resource) },
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
  const { many, title } = resource;
  return {
    ...about(resource, `list${many}`, `List ${title.toLowerCase()}`),
    ...taking(
      resource,
      "read",
      "A page at a time, in the order of `sort`. Filters narrow it down, all of them at once.",
    ),
    parameters: [...listParameters(resource.filters), ...shapeParameters(resource)],
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
            schema: sparsely(resource, (items) => ({ type: "array", items })),
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

const WORDS = "Words that the texts of a record have, each at least by how it begins.";

function create(resource: Resource): Operation {
  const { one } = resource;
  return {
    ...about(resource, `create${one}`, "Create one"),
    ...taking(
      resource,
      "write",
      "With an `Idempotency-Key` it can be sent again when no answer came: it is done once, and answered alike.",
    ),
    requestBody: body(`${one}Input`, exampleOf(resource.input)),
    responses: {
      201: {
        description: "The new record.",
        headers: {
          ETag: { schema: { type: "string" } },
          Location: { schema: { type: "string" } },
        },
        content: json(ref(resource.one), recordOf(resource)),
        links: links(resource),
      },
      ...problems(400, 401, 403, 406, 409, 413, 415, 422, 429, 500, 503),
    },
  };
}

function createMany(resource: Resource): Operation {
  const { one, many, requiresMatch } = resource;
  const record = recordOf(resource);
  const gone = requiresMatch ? {} : { delete: [record.id] };
  const results = {
    create: [{ status: 201, record }],
    ...(requiresMatch ? {} : { delete: [{ status: 204 }] }),
  };
  return {
    ...about(resource, `bulk${many}`, requiresMatch ? "Create many" : "Create and delete many"),
    ...taking(
      resource,
      "write",
      `At most ${MAX_ITEMS} of each. Every one has a result of its own, in the order in which they were sent: what is wrong with one stops no other.`,
    ),
    requestBody: body(`${one}Bulk`, { create: [exampleOf(resource.input)], ...gone }),
    responses: {
      200: {
        description: "What became of each.",
        content: { "application/json": { schema: ref(`${one}BulkResults`), example: results } },
      },
      ...problems(400, 401, 403, 406, 409, 413, 415, 422, 429, 500, 503),
    },
  };
}

function read(resource: Resource): Operation {
  return {
    ...about(resource, `read${resource.one}`, "Read one"),
    ...taking(
      resource,
      "read",
      "With `If-None-Match` and the `ETag` that came with it, a record that has not changed is not sent again.",
    ),
    parameters: shapeParameters(resource),
    responses: {
      200: record(resource, "The record.", sparsely(resource)),
      304: { description: "It is what the client has already." },
      ...problems(400, 404, 406, 429, 500, 503),
      ...refusals(resource),
    },
  };
}

function change(resource: Resource, verb: string, kind: "Input" | "Patch"): Operation {
  const [summary, description] = CHANGES[kind];
  return {
    ...about(resource, `${verb}${resource.one}`, summary),
    ...taking(
      resource,
      "write",
      `${description} ${resource.requiresMatch ? MUST_MATCH : MAY_MATCH}`,
    ),
    ...matching(resource),
    requestBody: body(
      `${resource.one}${kind}`,
      exampleOf(resource.input),
      ...(kind === "Patch" ? ["application/merge-patch+json"] : []),
    ),
    responses: {
      200: record(resource, "The record as it is now."),
      ...problems(400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 429, 500, 503),
      ...unmatched(resource),
    },
  };
}

const MAY_MATCH = "With `If-Match`, it happens only while that is the record's version.";
const MUST_MATCH =
  "It happens only while what `If-Match` names is the record's version; `*` is any.";
const CHANGES = {
  Input: ["Replace one", "Fields that are left out go back to their defaults."],
  Patch: ["Change some fields of one", "Fields that are left out stay as they are."],
} as const;

function remove(resource: Resource): Operation {
  return {
    ...about(resource, `delete${resource.one}`, "Delete one"),
    ...taking(resource, "write", resource.requiresMatch ? MUST_MATCH : MAY_MATCH),
    ...matching(resource),
    responses: {
      204: { description: "It is gone." },
      ...problems(401, 403, 404, 406, 412, 429, 500, 503),
      ...unmatched(resource),
    },
  };
}

/** What names the version, where a change has to. */
function matching({ requiresMatch }: Resource): { parameters?: Parameter[] } {
  if (!requiresMatch) return {};
  const schema = { type: "string", pattern: IF_MATCH, examples: ["*"] };
  return { parameters: [{ name: "If-Match", in: "header", required: true, schema }] };
}

function unmatched({ requiresMatch }: Resource) {
  return requiresMatch ? problems(400, 428) : {};
}

function about({ title, deprecated }: Resource, operationId: string, summary: string) {
  return { operationId, summary, tags: [title], ...(deprecated && { deprecated: true }) };
}

function taking(resource: Resource, verb: "read" | "write", what: string) {
  const scope = scopeOf(resource, verb);
  const isOpen = verb === "read" && resource.isPublic;
  const limit = resource.perMinute?.[verb];
  const whose = isOpen ? "from one address" : "of one person";
  const often = `At most ${limit} requests a minute ${whose}, all of \`${scope}\` together.`;
  return {
    // OpenAPI knows scopes of OAuth only.
    ...(isOpen ? { security: [] } : { security: SECURITY, "x-scope": scope }),
    ...(limit && { "x-rate-limit": { policy: scope, limit, window: 60 } }),
    description: limit ? `${what} ${often}` : what,
  };
}

function record(resource: Resource, description: string, schema: Schema = ref(resource.one)) {
  const headers = { ETag: { schema: { type: "string" } } };
  return { description, headers, content: json(schema, recordOf(resource)) };
}

/** Whole records, or of each what `fields` asks for. */
function sparsely({ one }: Resource, shape = (record: Schema): Schema => record): Schema {
  return { anyOf: [shape(ref(one)), shape(ref(`Sparse${one}`))] };
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

function body(name: string, example: object, ...others: string[]) {
  const types = ["application/json", ...others];
  const content = types.map((type) => [type, { schema: ref(name), example }]);
  return { required: true, content: Object.fromEntries(content) };
}

/** How much of each record is sent: `fields=id,createdAt`, and `expand=customer` where it refers to others. */
function shapeParameters({ input, expands }: Resource): Parameter[] {
  const fields = "Only these fields, separated by commas, and the id.";
  const expand =
    "What it refers to, sent along: names separated by commas. Each takes what reading it takes by itself.";
  return [
    someOf("fields", fieldsOf(input), fields),
    ...(expands ? [someOf("expand", Object.keys(expands), expand)] : []),
  ];
}

function someOf(name: string, known: string[], description: string): Parameter {
  const items = { type: "string", enum: known };
  const schema = { type: "array", items, minItems: 1, uniqueItems: true };
  return { name, in: "query", description, schema, style: "form", explode: false };
}

function listParameters(own: Filters): Parameter[] {
  const filters: Filters = { ...ALWAYS, ...own };
  const { field, descending } = usualSort(filters);
  const narrowing = [...parametersOf(filters)].map(([name, { operator, value }]) => ({
    name,
    schema: schemaOf(value),
    ...(operator === "has" && { description: WORDS }),
  }));
  return [
    ...narrowing,
    {
      name: "sort",
      schema: {
        type: "string",
        enum: [...sortsOf(filters).keys()],
        default: descending ? `-${field}` : field,
      },
    },
    {
      name: "limit",
      schema: { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
    },
    {
      name: "after",
      schema: { type: "string", pattern: CURSOR.source },
      description: "Where a page begins: what `Link` says.",
    },
  ].map((parameter) => ({ in: "query" as const, ...parameter }));
}
