import { z } from "zod";
import { RefusedJson } from "@/lib/json";

export type FieldErrors = Record<string, string[]>;
export type Parsed<Output> =
  | { ok: true; data: Output }
  | { ok: false; error: string; fieldErrors: FieldErrors };

/** Check untrusted input against a schema: the one way in, for handlers and actions alike. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Parsed<z.output<Schema>> {
  const attempted = attempt(schema, input);
  if (!attempted) return { ok: false, error: "This is nested too deeply.", fieldErrors: {} };
  const { result, unstorable } = attempted;
  if (!result.success) {
    const { formErrors, fieldErrors } = z.flattenError(result.error);
    return {
      ok: false,
      error: formErrors[0] ?? "Please check the marked fields.",
      fieldErrors: fieldErrors as FieldErrors,
    };
  }
  if (unstorable !== null) {
    const error = "This text has characters that cannot be stored.";
    return { ok: false, error, fieldErrors: { [unstorable]: [error] } };
  }
  return { ok: true, data: result.data };
}

// What did not come as text, and so was not looked through, can be nested deeper than the stack is.
function attempt<Schema extends z.ZodType>(schema: Schema, input: unknown) {
  try {
    const result = schema.safeParse(input, { error: message });
    const unstorable = result.success ? findUnstorable(result.data) : null;
    return { result, unstorable };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const ID = z.uuid();

/** The id of a record, or null: anything but a UUID cannot name one, and must not reach the database. */
export function parseId(value: unknown): string | null {
  const result = ID.safeParse(value);
  return result.success ? result.data : null;
}

/** Error texts in plain English; the field's label stands beside them. */
function message(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input instanceof RefusedJson) return issue.input.reason;
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined || issue.input === null) return "Required.";
      return `Must be ${TYPES[issue.expected] ?? issue.expected}.`;
    case "too_small":
      if (issue.origin === "string")
        return issue.minimum === 1 ? "Required." : `At least ${issue.minimum} characters.`;
      return `At least ${issue.minimum}.`;
    case "too_big":
      return issue.origin === "string"
        ? `At most ${issue.maximum} characters.`
        : `At most ${issue.maximum}.`;
    case "invalid_format":
      return FORMATS[issue.format] ?? "Not in the right form.";
    case "invalid_value":
      if (issue.input === undefined || issue.input === null) return "Required.";
      return `Must be one of: ${issue.values.join(", ")}.`;
    case "unrecognized_keys":
      return `Unknown field: ${listed(issue.keys)}.`;
    default:
      return undefined;
  }
}

// There may be a megabyte of them.
function listed(keys: string[]): string {
  const short = keys.slice(0, 5).map((key) => (key.length > 40 ? `${key.slice(0, 39)}…` : key));
  return [...short, ...(keys.length > 5 ? ["…"] : [])].join(", ");
}

const TYPES: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

const FORMATS: Record<string, string> = {
  email: "Enter an email address, such as name@example.com.",
  url: "Enter a web address, such as https://example.com.",
  uuid: "Enter a UUID.",
  date: "Enter a date, such as 2026-01-31.",
  datetime: "Enter a date and time, such as 2026-01-31T12:00:00Z.",
};

// PostgreSQL stores no NUL and no half of a surrogate pair: found here, they are a 422 and not a 500.
function findUnstorable(data: unknown, top = ""): string | null {
  if (typeof data === "string") return data.includes("\0") || !data.isWellFormed() ? top : null;
  if (typeof data !== "object" || data === null) return null;
  for (const [key, value] of Object.entries(data)) {
    const found = findUnstorable(key, top || key) ?? findUnstorable(value, top || key);
    if (found !== null) return found;
  }
  return null;
}
