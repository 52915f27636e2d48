import "server-only";

import { createHash } from "node:crypto";
import type { z } from "zod";
import {
  type Control,
  type Controls,
  type FormState,
  inputText,
  jsonText,
  parseForm,
  type Shown,
  ZONE,
} from "@/lib/form";
import { parseJson, RefusedJson } from "@/lib/json";
import type { FieldErrors } from "@/lib/parse";

// A form that changes a record sends its texts, and a fingerprint of each text it was opened with: the
// version. Of three texts, the one it was opened with, the one that comes back and the one that is stored
// by now, it follows who changed a field. What nobody typed is never written, nor even checked: so saving
// a form untouched changes no byte, and two people who change different fields both keep their work.

type Texts = Record<string, string>;

/** What the form shows of a record, moments as in a time zone, and the version that goes with it. */
export function shownIn(record: object, controls: Controls, zone?: string): Shown {
  const values: Texts = zone ? { [ZONE]: zone } : {};
  for (const [name, control] of Object.entries(controls)) {
    const value: unknown = Reflect.get(record, name);
    values[name] = control === "json" ? jsonText(value) : inputText(value, zone);
  }
  return { values, version: versionOf(values, controls) };
}

export type Edit<Patch> =
  | { ok: false; state: FormState }
  /** `besides`: somebody else has changed other fields meanwhile. `state` shows the form again. */
  | { ok: true; patch: Patch; untouched: boolean; besides: boolean; state: FormState };

/** What a form changes in the record as it is stored now, checked; or why it can't be. */
export function parseEdit<Schema extends z.ZodType>(
  schema: Schema,
  record: object,
  typed: Shown,
  controls: Controls,
): Edit<z.output<Schema>> {
  const opened = readVersion(typed.version);
  const now = shownIn(record, controls, typed.values[ZONE]);
  const values = { ...now.values };
  const changed: Record<string, Control> = {};
  const conflicts: FieldErrors = {};
  let besides = false;
  for (const [name, control] of Object.entries(controls)) {
    const [mine, theirs] = [typed.values[name] ?? "", now.values[name] ?? ""];
    if (sameText(mine, theirs, control)) continue;
    const before = opened[name];
    if (before === fingerprint(mine, control)) {
      besides = true;
      continue;
    }
    changed[name] = control;
    values[name] = mine;
    if (before !== fingerprint(theirs, control)) conflicts[name] = [`Now stored: ${told(theirs)}`];
  }
  const state = { values, version: now.version };
  if (Object.keys(conflicts).length > 0) {
    return { ok: false, state: { ...state, error: CONFLICT, fieldErrors: conflicts } };
  }
  const parsed = parseForm(schema, values, changed);
  if (!parsed.ok) {
    return {
      ok: false,
      state: { ...state, error: parsed.error, fieldErrors: parsed.fieldErrors },
    };
  }
  const untouched = Object.keys(changed).length === 0;
  return { ok: true, patch: parsed.data, untouched, besides, state };
}

const CONFLICT =
  "Somebody else has changed this meanwhile. Compare the marked fields; saving again keeps yours.";

/** Somebody else was quicker by a moment. */
export const OVERTAKEN = "Somebody else has saved this at the same time. Please save again.";

/** What a form says when it is saved beside somebody else's changes. */
export const BESIDES = " What somebody else has changed meanwhile is kept, too.";

function told(text: string): string {
  return text.trim() === "" ? "nothing." : text;
}

function versionOf(values: Texts, controls: Controls): string {
  const prints = Object.entries(controls).map(([name, control]) => [
    name,
    fingerprint(values[name] ?? "", control),
  ]);
  return JSON.stringify(Object.fromEntries(prints));
}

/** The fingerprints in a version. Without one, a text that differs may be anybody's: that is a conflict. */
function readVersion(version: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(version) };
  } catch {
    return {};
  }
}

function fingerprint(text: string, control: Control): string {
  return createHash("sha256").update(plain(text, control)).digest("base64url").slice(0, 16);
}

function sameText(one: string, other: string, control: Control): boolean {
  return one === other || plain(one, control) === plain(other, control);
}

/** One spelling of each value: browsers and people write a number, a moment and JSON in several ways. */
function plain(text: string, control: Control): string {
  if (control === "number" && text.trim() !== "") return String(Number(text) || text);
  if (control === "datetime") return String(Date.parse(`${text}Z`) || text);
  if (control === "json") {
    const value = parseJson(text);
    return value instanceof RefusedJson ? text : JSON.stringify(value);
  }
  return text;
}
