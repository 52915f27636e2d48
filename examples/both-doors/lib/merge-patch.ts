import "server-only";

import type { z } from "zod";
import { anyJson } from "@/lib/field-types";
import { type FieldErrors, parse } from "@/lib/parse";
import { faultsIn, problem } from "@/lib/problem";

// A PATCH is a JSON merge patch (RFC 7396): also inside of a field that holds JSON, where null takes a member away.

type Json = z.core.util.JSONType;
type Versioned = { updatedAt: Date };

const MOST_TRIES = 5;

/**
 * The changed record, or null like `update`; or the response that says why it cannot be changed.
 *
 * What is merged was read before, so it is written only while that is still the record's version.
 */
export async function patchRecord<Row extends Versioned, Patch extends object>(
  stored: () => Promise<Row | null>,
  patch: Patch,
  update: (patch: Patch, versions?: Date[]) => Promise<Row | null>,
  versions?: Date[],
): Promise<Row | Response | null> {
  if (!Object.values(patch).some(isObject)) return update(patch, versions);
  let last: Row | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const row = await stored();
    if (!row || !isAny(versions, row)) return null;
    // Nobody changed it, so the caller may not.
    if (last && isAny([last.updatedAt], row)) return null;
    const merged = mergeFields(row, patch);
    if (merged instanceof Response) return merged;
    const changed = await update(merged, [row.updatedAt]);
    if (changed) return changed;
    last = row;
  }
  return problem(409, "Others keep changing this. Please try again.");
}

function isAny(versions: Date[] | undefined, { updatedAt }: Versioned): boolean {
  return versions === undefined || versions.some((version) => +version === +updatedAt);
}

function mergeFields<Patch extends object>(row: object, patch: Patch): Patch | Response {
  const before = new Map(Object.entries(row));
  const errors: FieldErrors = {};
  const fields = Object.entries(patch).map(([name, value]) => {
    if (!isObject(value)) return [name, value];
    const merged = parse(anyJson(), mergePatch(before.get(name) ?? null, value));
    if (!merged.ok) errors[name] = [merged.error];
    return [name, merged.ok ? merged.data : null];
  });
  if (Object.keys(errors).length === 0) return Object.fromEntries(fields);
  return problem(422, "Please check the marked fields.", { errors: faultsIn(errors) });
}

/** What a JSON value is after a JSON merge patch. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name) ?? null, value));
  }
  return Object.fromEntries(merged);
}

// Only JSON fields have any: a moment is a Date.
function isObject(value: unknown): value is { [name: string]: Json } {
  return (
    value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Date)
  );
}
