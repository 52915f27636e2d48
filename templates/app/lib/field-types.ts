import { z } from "zod";
import { RefusedJson } from "@/lib/json";

// What a field can hold. `meta` says in the API's document (lib/openapi.ts) what Zod itself cannot say there.

/** An optional field: null is no value. */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

/** Text of several lines, kept as it is: an indent or an empty line may mean something. */
export const longText = () => z.string().regex(/\S/, "Required.").max(10_000);

/** An exact number as text, for what floating point would round: prices, quantities. */
export const decimal = () =>
  z
    .string()
    .trim()
    .regex(
      /^-?\d{1,15}(\.\d{1,4})?$/,
      "Enter a number with at most 4 decimal places, such as 12.50.",
    )
    .meta({ examples: ["12.50"] });

/** A day, from the first year that PostgreSQL takes without an era. */
export const day = () =>
  z
    .string()
    .trim()
    .pipe(z.iso.date().refine((text) => text >= "0001-01-01", "Enter a date, such as 2026-01-31."))
    .meta({ format: "date" });

// Years of four digits, from 100 on: JavaScript reads what PostgreSQL writes for year 1 as 2001.
const EARLIEST = new Date("0100-01-01T00:00:00Z");
const LATEST = new Date("9999-12-31T23:59:59.999Z");

/** A point in time, kept to the millisecond: ISO 8601 with its offset comes in, a Date goes on. */
export const moment = () =>
  z
    .string()
    .trim()
    .pipe(z.iso.datetime({ offset: true }))
    .transform((text) => new Date(text))
    .refine((date) => date >= EARLIEST, "This is too long ago.")
    .refine((date) => date <= LATEST, "This is too far ahead.")
    .meta({ format: "date-time", pattern: "^(0[1-9]|[1-9]\\d)\\d\\d-" });

// At most 64 characters before the @, and no dot beside another, first or last (RFC 5321).
const LOCAL_PART = "^(?!\\.)(?![^@]*\\.[.@])(?=[^@]{1,64}@)";
const EMAIL = new RegExp(LOCAL_PART + z.regexes.html5Email.source.slice(1));

/** An email address, as a browser's own input and mail servers take it. */
export const emailAddress = () =>
  z
    .string()
    .trim()
    .pipe(z.email({ pattern: EMAIL }).max(254))
    .meta({ format: "email", maxLength: 254 });

/** An http(s) address: a link to anything else could run a script. */
export const webAddress = () =>
  z
    .string()
    .trim()
    .regex(/^\S*$/, "A web address has no blanks.")
    .pipe(z.url({ protocol: /^https?$/ }).max(2048))
    .meta({ format: "uri", pattern: "^https?://\\S+$", maxLength: 2048 });

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
