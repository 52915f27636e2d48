import type { z } from "zod";
import { NotWrittenYet } from "@/lib/errors";
import { type FieldErrors, type Parsed, parse } from "@/lib/parse";

/** What a form's action answers, and the form shows. */
export type FormState = {
  message?: string;
  error?: string;
  fieldErrors?: FieldErrors;
  /** What was typed, to fill a refused form again. */
  values?: Record<string, string>;
};

/** How an input's text becomes a value; an empty input becomes null. */
type Control = "text" | "number" | "checkbox" | "datetime" | "json";
export type Controls = Record<string, Control>;

/** What was typed into the named inputs, and nothing else that was sent along. */
export function formValues(formData: FormData, controls: Controls): Record<string, string> {
  // Whoever calls an action without a form may pass anything.
  const form = formData instanceof FormData ? formData : new FormData();
  const values: Record<string, string> = {};
  for (const name of Object.keys(controls)) {
    const value = form.get(name);
    values[name] = typeof value === "string" ? value : "";
  }
  return values;
}

/** The form's values against the same schema that the Route Handlers use. */
export function parseForm<Schema extends z.ZodType>(
  schema: Schema,
  values: Record<string, string>,
  controls: Controls,
): Parsed<z.output<Schema>> {
  const input: Record<string, unknown> = {};
  for (const [name, control] of Object.entries(controls)) {
    input[name] = convert(values[name] ?? "", control);
  }
  return parse(schema, input);
}

function convert(text: string, control: Control): unknown {
  if (control === "checkbox") return text !== "";
  // Nothing was typed. Not undefined, which a default would fill in behind the user's back.
  if (text.trim() === "") return null;
  if (control === "number") return Number.isNaN(Number(text)) ? text : Number(text);
  if (control === "datetime") return toUtc(text);
  if (control === "json") return parseJson(text);
  return text;
}

// <input type="datetime-local"> has no time zone; the form's label says UTC.
function toUtc(text: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? `${text}:00Z` : `${text}Z`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not a JSON value, so the schema refuses it.
    return Number.NaN;
  }
}

/** A record's value as the text of its input: what `parseForm` would read back as the same value. */
export function inputText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "on" : "";
  return value instanceof Date ? value.toISOString().slice(0, -1) : String(value);
}

/** Like `inputText`, for a value that is any JSON. */
export function jsonText(value: unknown): string {
  return value === null || value === undefined ? "" : JSON.stringify(value, null, 2);
}

/** Log what went wrong for us, and tell the user only that their input is not lost. */
export function failed(error: unknown, values?: Record<string, string>): FormState {
  if (error instanceof NotWrittenYet) return { error: error.message, values };
  console.error(error);
  return { error: "Something went wrong. Nothing was lost; please try again.", values };
}
