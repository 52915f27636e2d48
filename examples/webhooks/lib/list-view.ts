import "server-only";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { answersForm } from "@/lib/answer";
import type { Column, Columns } from "@/lib/columns";
import {
  ALWAYS,
  type Filters,
  type ListQuery,
  pageQuery,
  parametersOf,
  type QueryOf,
  usualSort,
} from "@/lib/list";
import { shownColumns } from "@/lib/list-columns";
import { viewer } from "@/lib/locale";
import { momentIn } from "@/lib/time-zone";

// A list as a page shows it: all that it is asked is in its address.

export type ListView = {
  path: Route;
  columns: Columns;
  /** Those of them that are shown. */
  shown: Column[];
  filters: Filters;
  /** The parameters that make sense to a list, as they were typed, and what is wrong with some. */
  typed: ReadonlyMap<string, string>;
  errors: ReadonlyMap<string, string>;
  sort: ListQuery["sort"];
  limit: number;
  /** What the list is narrowed down by, and its order: for an export, and for all that match. */
  whole: string;
  /** Whether it is narrowed down at all. */
  isNarrowed: boolean;
};

type Params = Record<string, string | string[] | undefined>;

/** What a list is asked for, with what its page needs to show that. */
export async function readListView<Own extends Filters>(
  path: Route,
  columns: Columns,
  filters: Own,
  searchParams: Promise<Params>,
): Promise<{ list: ListView; query: QueryOf<Own> }> {
  const given = read(await searchParams);
  const all: Filters = { ...ALWAYS, ...filters };
  const names = [...parametersOf(all).keys()].filter((name) => name !== "before");
  const asked = new URLSearchParams(
    given.filter(([name]) => names.includes(name) || PAGING.has(name)),
  );
  const filled = new URLSearchParams([...asked].filter(([, text]) => text.trim() !== ""));
  // A form sends the inputs that were left empty, too: without them the address is one to be shared.
  if (filled.size < asked.size && !(await answersForm())) {
    redirect(`${path as string}?${filled}` as Route);
  }

  const { zone } = await viewer();
  const exact = inZone(filled, columns, all, zone);
  const { query, errors } = pageQuery(exact, filters);
  const whole = new URLSearchParams([...exact].filter(([name]) => !PLACE.has(name)));
  const list = {
    path,
    columns,
    shown: await shownColumns(columns),
    filters: all,
    typed: new Map(filled),
    errors,
    sort: query.sort ?? usualSort(all),
    limit: query.limit ?? 0,
    whole: whole.toString(),
    isNarrowed: names.some((name) => filled.has(name)),
  };
  return { list, query };
}

const PLACE = new Set(["limit", "after", "before"]);
const PAGING = new Set(["sort", ...PLACE]);

function read(params: Params): [string, string][] {
  return Object.entries(params).flatMap(([name, value]) =>
    [value ?? []].flat().map((text): [string, string] => [name, text]),
  );
}

/** With the moments that somebody typed as those that they meant. */
function inZone(
  params: URLSearchParams,
  columns: Columns,
  filters: Filters,
  zone: string,
): URLSearchParams {
  const moments = new Set(
    columns
      .filter(({ kind }) => kind === "datetime")
      .flatMap(({ name }) => parametersOfField(name, filters)),
  );
  return new URLSearchParams(
    [...params].map(([name, text]) => {
      const moment = moments.has(name) ? momentIn(text, zone) : null;
      return [name, moment?.toISOString() ?? text];
    }),
  );
}

/** The parameters that narrow a list down by one field. */
export function parametersOfField(name: string, filters: Filters): string[] {
  return Object.keys(filters[name]?.operators ?? {}).map((ending) => `${name}${ending}`);
}

// A text, where something is put behind it: with a type for each page there is, it would have too many.

/** The address of a list that is asked something else as well; null takes a parameter out. */
export function hrefTo(list: ListView, changes: Record<string, string | null>): Route {
  const params = new Map(list.typed);
  // What is found changes with the question, so it is read from its beginning.
  params.delete("after");
  params.delete("before");
  for (const [name, text] of Object.entries(changes)) {
    if (text === null) params.delete(name);
    else params.set(name, text);
  }
  const search = new URLSearchParams([...params]);
  return (search.size > 0 ? `${list.path as string}?${search}` : list.path) as Route;
}
