import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { isUnavailable, NotWrittenYet, Refused } from "@/lib/errors";
import { jsonOf, TOO_DEEP } from "@/lib/format";
import { isExact, parseJson, RefusedJson, TOO_EXACT } from "@/lib/json";
import { logError } from "@/lib/log";
import { type FieldErrors, type Parsed, parse } from "@/lib/parse";
import { clockText, momentOf, UTC, zoneIn } from "@/lib/time-zone";

/** What a form's action answers, and the form shows. */
export type FormState = {
  message?: string;
  error?: string;
  fieldErrors?: FieldErrors;
  /** What was typed, to fill a refused form again. */
  values?: Record<string, string>;
  /** Of a form that changes a record: the version that `values` go with (see lib/edit.ts). */
  version?: string;
  /** What was deleted and can be brought back: the batch of db/undo.ts. */
  undo?: string;
  /** Nobody is signed in, so the form shows the way to: an address. */
  signIn?: string;
};

/** A form's Server Action, once what it acts on is bound. */
export type FormAction = (previous: FormState, formData: FormData) => Promise<FormState>;

/** What a form shows of the record that it changes, and which version of it that is. */
export type Shown = { values: Record<string, string>; version: string };

/** How an input's text becomes a value; an empty input becomes null. */
export type Control = "text" | "number" | "checkbox" | "datetime" | "json";
export type Controls = Record<string, Control>;

/** What was typed into the named inputs, and nothing else that was sent along. */
export function formValues(formData: FormData, controls: Controls): Record<string, string> {
  // Whoever calls an action without a form may pass anything.
  const form = formData instanceof FormData ? formData : new FormData();
  const values: Record<string, string> = {};
  for (const name of Object.keys(controls)) {
    const value = form.get(name);
    values[name] = typeof value === "string" ? plainLines(value) : "";
  }
  // Which zone's clocks were typed: that of the page with the form, whatever it is by now.
  if (form.has(ZONE)) values[ZONE] = zoneIn(form.get(ZONE));
  return values;
}

/** The name beside the values of a form that says in which time zone its moments are. */
export const ZONE = "_zone";

/** What was typed into a form, and the version it was opened with, to be shown again. */
export function typedInto(formData: FormData, controls: Controls): Shown {
  const { _version: version = "" } = formValues(formData, { _version: "text" });
  return { values: formValues(formData, controls), version };
}

// Browsers send every line end as two characters, and show each as one.
function plainLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** The form's values against the same schema that the Route Handlers use. */
export function parseForm<Schema extends z.ZodType>(
  schema: Schema,
  values: Record<string, string>,
  controls: Controls,
): Parsed<z.output<Schema>> {
  const input: Record<string, unknown> = {};
  for (const [name, control] of Object.entries(controls)) {
    input[name] = convert(values[name] ?? "", control, values[ZONE] ?? UTC);
  }
  return parse(schema, input);
}

function convert(text: string, control: Control, zone: string): unknown {
  if (control === "checkbox") return text !== "";
  // Nothing was typed. Not undefined, which a default would fill in behind the user's back.
  if (text.trim() === "") return null;
  if (control === "number") return parseNumber(text);
  if (control === "datetime") return toUtc(text, zone);
  if (control === "json") return parseJson(text);
  return text;
}

// <input type="datetime-local"> has no time zone: what is typed is what clocks show in that of the form.
function toUtc(text: string, zone: string): unknown {
  const utc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? `${text}:00Z` : `${text}Z`;
  // What is no time stays text, so the schema refuses it.
  if (zone === UTC || Number.isNaN(Date.parse(utc))) return utc;
  return momentOf(text, zone)?.toISOString() ?? new RefusedJson(SKIPPED);
}

const SKIPPED = "There is no such time that day: clocks are put forward over it.";

// What is no number stays text, so the schema refuses it.
function parseNumber(text: string): unknown {
  if (Number.isNaN(Number(text))) return text;
  return isExact(text) ? Number(text) : new RefusedJson(TOO_EXACT);
}

/** A record's value as the text of its input: what `parseForm` would read back as the same value. */
export function inputText(value: unknown, zone: string = UTC): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "on" : "";
  if (!(value instanceof Date)) return plainLines(String(value));
  // PostgreSQL knows moments that JavaScript does not, such as `infinity`.
  return Number.isNaN(value.getTime()) ? String(value) : clockText(value, zone);
}

/** Like `inputText`, for a value that is any JSON: on lines of their own, where that does not blow it up. */
export function jsonText(value: unknown): string {
  if (value === null || value === undefined) return "";
  const compact = jsonOf(value);
  const blownUp = indentedSize(compact) > 2 * compact.length + 10_000;
  return blownUp || compact === TOO_DEEP ? compact : jsonOf(value, 2);
}

/** What `JSON.stringify(…, null, 2)` would take at most: brackets and commas in texts count, too. */
function indentedSize(json: string): number {
  let size = json.length;
  let depth = 0;
  for (const letter of json) {
    if (letter === "[" || letter === "{") depth++;
    else if (letter === "]" || letter === "}") depth--;
    else if (letter !== ",") continue;
    size += 1 + 2 * Math.max(depth, 0);
  }
  return size;
}

/** Say what is taken; log what went wrong for us, and tell the user only that their input is not lost. */
export function failed(error: unknown, values?: Record<string, string>): FormState {
  unstable_rethrow(error);
  if (error instanceof Refused) {
    const { message, fieldErrors } = error;
    if (Object.keys(fieldErrors).length === 0) return { error: message, values };
    return { error: "Please check the marked fields.", fieldErrors, values };
  }
  const unwritten = error instanceof NotWrittenYet;
  if (unwritten && process.env.NODE_ENV !== "production") return { error: error.message, values };
  logError(error);
  if (unwritten) return { error: "This cannot be done here yet.", values };
  const what = isUnavailable(error)
    ? "The database can't be reached right now."
    : "Something went wrong.";
  return { error: `${what} Nothing was lost; please try again.`, values };
}
