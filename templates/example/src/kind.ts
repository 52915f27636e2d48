// What kinds of value there are: how each is typed, sent and shown.

import { isExact, isJson, numbersIn } from "./json";

export type Kind =
  | "string"
  | "text"
  | "integer"
  | "number"
  | "decimal"
  | "boolean"
  | "date"
  | "datetime"
  | "enum"
  | "email"
  | "url"
  | "uuid"
  | "json"
  | "password";

/** A value as its input has it. */
export function typed(kind: Kind, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (kind === "datetime") return localTime(new Date(String(value)));
  return kind === "json" ? JSON.stringify(value, null, 2) : String(value);
}

/** What somebody typed, as the API takes it. */
export function sent(kind: Kind, text: string): unknown {
  if (kind === "integer" || kind === "number") return Number(text);
  if (kind === "boolean") return text === "true";
  if (kind === "datetime") return new Date(text).toISOString();
  return kind === "json" ? JSON.parse(text) : text;
}

/** A value for people to read; nothing where there is none. */
export function shown(kind: Kind, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (kind === "boolean") return value ? "Yes" : "No";
  if (kind === "date") return day.format(new Date(`${value}T00:00:00Z`));
  if (kind === "datetime") return moment.format(new Date(String(value)));
  return kind === "json" ? JSON.stringify(value) : String(value);
}

/** Why a text cannot be sent as it is typed; nothing where it can. */
export function faultIn(kind: Kind, text: string): string {
  if (text === "") return "";
  if (kind === "json" && !isJson(text)) return "This is no JSON.";
  const numbers = ["json", "integer", "number"].includes(kind) ? numbersIn(text) : [];
  const rounded = numbers.find((number) => !isExact(number));
  return rounded === undefined ? "" : `${rounded} has more digits than a number can keep.`;
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function localTime(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, -1);
}
