import { moment } from "@/lib/field-types";
import { formValues } from "@/lib/form";
import { type Filters, MAX_LIMIT, type QueryOf, wholeQuery } from "@/lib/list";
import { parse, parseId } from "@/lib/parse";

// What somebody has picked in a list, to do the same with all of it.

type Picks<Own extends Filters> =
  | { ok: true; ids: string[]; query?: undefined }
  /** All that the list had when they saw it. */
  | { ok: true; ids?: undefined; query: QueryOf<Own> }
  | { ok: false; error: string };

/** The records that are ticked in a list's form; or, with `all`, what the list was narrowed down to. */
export function readPicks<Own extends Filters>(formData: FormData, filters: Own): Picks<Own> {
  const { all, query, seen } = formValues(formData, { all: "text", query: "text", seen: "text" });
  if (all) return readAll(query ?? "", seen ?? "", filters);

  // As many as a page has. Whoever calls an action without a form may send anything.
  const ticked = formData instanceof FormData ? formData.getAll("id") : [];
  const ids = ticked.map(parseId).filter((id) => id !== null);
  if (ids.length === 0) return { ok: false, error: "Select something in the list first." };
  if (ids.length > MAX_LIMIT) {
    return { ok: false, error: `Select at most ${MAX_LIMIT}, or all that match.` };
  }
  return { ok: true, ids };
}

function readAll<Own extends Filters>(text: string, seen: string, filters: Own): Picks<Own> {
  const { query, errors } = wholeQuery(new URLSearchParams(text), filters);
  const until = parse(moment(), seen);
  // Whatever is not understood would narrow it down less.
  if (errors.size > 0 || !until.ok) {
    return { ok: false, error: "This list has changed. Reload the page, and try again." };
  }
  // What was added since was not on the list that they saw.
  const where = [
    ...query.where,
    { field: "createdAt", operator: "<=", value: until.data } as const,
  ];
  return { ok: true, query: { ...query, where } };
}
