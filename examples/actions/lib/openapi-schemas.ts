import "server-only";

import { z } from "zod";
import { MAX_ITEMS } from "@/lib/bulk";
import type { ProblemStatus } from "@/lib/problem";

// What the document of the API (lib/openapi.ts) says of the bodies that go in and come out.

type Described = {
  one: string;
  input: z.ZodObject;
  patch: z.ZodObject;
  unique?: string[][];
  expands?: Record<string, string>;
  requiresMatch?: boolean;
};
export type Schema = Record<string, unknown>;
export type ObjectSchema = {
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
};

export function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

/** The problems that an operation may answer with. */
export function problems(...statuses: ProblemStatus[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}

/** A body of this schema, with an example of it. */
export function json(schema: Schema, example: object) {
  return { "application/json": { schema, example } };
}

/** What a record is like as it is read, as it is sent, and in parts. */
export function schemasOf(resource: Described) {
  const { one, input, patch, expands = {} } = resource;
  const { properties } = schemaOf(patch) as { properties: Record<string, Schema> };
  const moment = { type: "string", format: "date-time", readOnly: true };
  const all = {
    id: { type: "string", format: "uuid", readOnly: true },
    ...properties,
    createdAt: moment,
    updatedAt: moment,
  };
  const along = Object.fromEntries(
    Object.entries(expands).map(([name, schema]) => [
      name,
      {
        anyOf: [ref(schema), { type: "null" }],
        description: `With \`expand=${name}\`.`,
        readOnly: true,
      },
    ]),
  );
  return {
    [one]: { type: "object", properties: { ...all, ...along }, required: Object.keys(all) },
    [`Sparse${one}`]: { type: "object", properties: { ...all, ...along }, required: ["id"] },
    [`${one}Input`]: { ...schemaOf(input), ...uniquenessOf(resource) },
    [`${one}Patch`]: { ...schemaOf(patch), ...uniquenessOf(resource) },
    ...bulkSchemasOf(resource),
  };
}

/** What no two may have alike: JSON Schema is about one body, and has no word for it. */
function uniquenessOf({ unique }: Described) {
  if (!unique) return {};
  const rules = unique.map((names) => names.map((name) => `\`${name}\``).join(" and "));
  const description = `No two records may have the same ${rules.join(", or the same ")}.`;
  return { description, "x-unique": unique };
}

/** Many of them at once, and what became of each; nothing is deleted so where that has to name a version. */
function bulkSchemasOf({ one, unique, requiresMatch }: Described) {
  const id = { type: "string", format: "uuid" };
  const created = result({ status: { const: 201 }, record: ref(one) });
  const deleted = result({ status: { const: 204 } });
  const toCreate = listOf(ref(`${one}Input`));
  const createdAll = resultsOf(created, unique ? [409, 422] : [422]);
  if (requiresMatch) {
    return {
      [`${one}Bulk`]: bulkOf({ create: { ...toCreate, minItems: 1 } }, { required: ["create"] }),
      [`${one}BulkResults`]: result({ create: createdAll }),
    };
  }
  const some = (name: string) => ({ properties: { [name]: { minItems: 1 } }, required: [name] });
  const atLeastOne = { anyOf: [some("create"), some("delete")] };
  return {
    [`${one}Bulk`]: bulkOf({ create: toCreate, delete: listOf(id) }, atLeastOne),
    [`${one}BulkResults`]: result({ create: createdAll, delete: resultsOf(deleted, [403, 404]) }),
  };
}

function bulkOf(properties: Record<string, Schema>, rest: Schema) {
  return { type: "object", properties, additionalProperties: false, ...rest };
}

/** What is not such an item is refused by itself, so a list may have any JSON. */
function listOf(item: Schema) {
  return { type: "array", items: { anyOf: [item, ref("Json")] }, maxItems: MAX_ITEMS };
}

function resultsOf(done: Schema, refusals: number[]) {
  const refused = result({ status: { enum: refusals }, problem: ref("Problem") });
  return { type: "array", items: { oneOf: [done, refused] } };
}

function result(properties: Record<string, Schema>) {
  return { type: "object", properties, required: Object.keys(properties) };
}

/** A Zod schema as it takes what is sent. */
export function schemaOf(schema: z.ZodType): Schema {
  const { $schema, ...found } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => describeText(zodSchema, jsonSchema),
  });
  return found;
}

/** What may be sent, made up; a text of a form that is not known here is whatever its schema's `examples` say. */
export function exampleOf(input: z.ZodObject): Record<string, unknown> {
  const { properties = {} } = schemaOf(input) as ObjectSchema;
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, sampleOf(one)]));
}

function sampleOf(schema: Schema): unknown {
  const { anyOf, examples, enum: choices, format, minimum, minLength, maxLength } = schema;
  // Null, where it is allowed, comes last.
  const [type] = [schema.type].flat();
  const [first] = [examples, choices].find((values) => Array.isArray(values)) ?? [];
  if (first !== undefined) return first;
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0]);
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return Math.max(Number(minimum ?? 7), 7);
  if (type !== "string") return { key: "value" };
  const text = FORMATS[String(format)] ?? "Example";
  return text.padEnd(Number(minLength ?? 0), "x").slice(0, Number(maxLength ?? text.length));
}

const FORMATS: Record<string, string> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  email: "name@example.com",
  uri: "https://example.com",
  uuid: "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e",
};

/** No text has a NUL (lib/parse.ts), and what is counted without the blanks around it begins with none. */
function describeText(schema: z.core.$ZodType, described: z.core.JSONSchema.BaseSchema) {
  const { type, enum: choices, format, pattern, minLength = 0 } = described;
  if (type !== "string" || choices) return;
  if (format) {
    if (pattern === NO_NUL) delete described.pattern;
    return;
  }
  const isTrimmed = schema._zod.def.checks?.some(({ _zod }) => _zod.def.check === "overwrite");
  if (pattern === "\\S") described.pattern = visible(1);
  else if (pattern === undefined) described.pattern = visible(isTrimmed ? minLength : 0);
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
export const JSON_VALUE = {
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

/** What every failure answers with (lib/problem.ts). */
export const PROBLEM = {
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
