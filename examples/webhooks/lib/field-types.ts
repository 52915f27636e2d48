import { z } from "zod";
import { RefusedJson } from "@/lib/json";

// What a field can hold. `meta` says in the API's document (lib/openapi.ts) what Zod itself cannot say there.

/** An optional field: null is no value. */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

/** How small and how large a value may be, both included. */
type Bounds = { min?: string; max?: string };

/** Text of several lines, kept as it is: an indent or an empty line may mean something. */
export const longText = ({ min = 1, max = 10_000 } = {}) => {
  const text = z.string().regex(/\S/, "Required.").max(max);
  return min > 1 ? text.min(min) : text;
};

/** An exact number as text, for what floating point would round: prices, quantities. */
export const decimal = ({ min, max }: Bounds = {}) =>
  z
    .string()
    .trim()
    .regex(DECIMAL, "Enter a number with at most 4 decimal places, such as 12.50.")
    .refine((text) => !isBelow(text, min), `At least ${min}.`)
    .refine((text) => !isBelow(max, text), `At most ${max}.`)
    .meta({
      examples: [isBelow("12.50", min) ? min : isBelow(max, "12.50") ? max : "12.50"],
      // JSON Schema has bounds for numbers, and none for what is written as text.
      ...(min !== undefined && { "x-minimum": Number(min) }),
      ...(max !== undefined && { "x-maximum": Number(max) }),
    });

const DECIMAL = /^-?\d{1,15}(\.\d{1,4})?$/;

/** Whether one decimal is smaller than another, where both are there. */
function isBelow(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return DECIMAL.test(one) && DECIMAL.test(other) && scaled(one) < scaled(other);
}

// Exact, as floating point is not.
function scaled(text: string): bigint {
  const [whole = "", decimals = ""] = text.split(".");
  return BigInt(whole + decimals.padEnd(4, "0"));
}

/** A day, from the first year that PostgreSQL takes without an era. */
export const day = ({ min, max }: Bounds = {}) =>
  z
    .string()
    .trim()
    .pipe(
      z.iso
        .date()
        .refine((text) => text >= "0001-01-01", "Enter a date, such as 2026-01-31.")
        .refine((text) => min === undefined || text >= min, `Not before ${min}.`)
        .refine((text) => max === undefined || text <= max, `Not after ${max}.`),
    )
    .meta({ format: "date", ...within(min, max) });

/** The bounds of what has a format. */
function within(min: string | undefined, max: string | undefined) {
  const first = min !== undefined && { formatMinimum: min, examples: [min] };
  return { ...(max !== undefined && { formatMaximum: max, examples: [max] }), ...first };
}

// Years of four digits, from 100 on: JavaScript reads what PostgreSQL writes for year 1 as 2001.
const EARLIEST = new Date("0100-01-01T00:00:00Z");
const LATEST = new Date("9999-12-31T23:59:59.999Z");

/** A point in time, kept to the millisecond: ISO 8601 with its offset comes in, a Date goes on. */
export const moment = ({ min, max }: Bounds = {}) =>
  z
    .string()
    .trim()
    .pipe(z.iso.datetime({ offset: true }))
    .transform((text) => new Date(text))
    .refine((date) => date >= EARLIEST, "This is too long ago.")
    .refine((date) => date <= LATEST, "This is too far ahead.")
    .refine((date) => min === undefined || date >= new Date(min), `Not before ${min}.`)
    .refine((date) => max === undefined || date <= new Date(max), `Not after ${max}.`)
    .meta({
      format: "date-time",
      pattern: "^(0[1-9]|[1-9]\\d)\\d\\d-",
      ...within(min, max),
    });

// At most 64 characters before the @, and no dot beside another, first or last (RFC 5321).
const LOCAL_PART = "^(?!\\.)(?![^@]*\\.[.@])(?=[^@]{1,64}@)";
const EMAIL = new RegExp(LOCAL_PART + z.regexes.html5Email.source.slice(1));

/** An email address, as a browser's own input and mail servers take it. */
export const emailAddress = ({ max = 254 } = {}) =>
  z
    .string()
    .trim()
    .pipe(z.email({ pattern: EMAIL }).max(max))
    .meta({ format: "email", maxLength: max });

/** An http(s) address: a link to anything else could run a script. */
export const webAddress = ({ max = 2048 } = {}) =>
  z
    .string()
    .trim()
    .regex(/^\S*$/, "A web address has no blanks.")
    .pipe(z.url({ protocol: /^https?$/ }).max(max))
    .meta({ format: "uri", pattern: "^https?://\\S+$", maxLength: max });

/** An id of something elsewhere, of whatever version. */
export const uuid = () => z.string().trim().pipe(z.guid()).meta({ format: "uuid" });

type Json = z.core.util.JSONType;

const MAX_JSON = 64_000;

/** Any JSON but null, which the database would take for no value at all. */
export const anyJson = () =>
  z
    .custom<Json>((value) => value !== null && value !== undefined, "Required.")
    .refine((value) => !((value as unknown) instanceof RefusedJson))
    .refine(
      (value) => JSON.stringify(value).length <= MAX_JSON,
      `This is too large: at most ${MAX_JSON} characters of JSON.`,
    )
    .meta({ $ref: "#/components/schemas/Json", not: { type: "null" } });
