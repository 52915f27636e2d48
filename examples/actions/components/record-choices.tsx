import type { Route } from "next";
import Link from "next/link";
import { type Choosing, formWith } from "@/lib/choosing";
import type { Offers } from "@/lib/offers";

type Props = {
  /** What several records are called. */
  noun: string;
  choosing: Choosing;
  /** What this page was asked for, to be asked for again with other words. */
  params: Record<string, string | string[] | undefined>;
  search?: string;
  offers: Offers;
};

/** Records to search and to choose from, each a link back to the form that it is chosen for. */
export function RecordChoices({ noun, choosing, params, search = "", offers }: Props) {
  const { options, hasMore } = offers;
  return (
    <div className="space-y-4">
      <search>
        <form className="flex gap-2">
          {Object.entries(params).map(
            ([name, value]) =>
              typeof value === "string" &&
              name !== "q" && <input key={name} type="hidden" name={name} value={value} />,
          )}
          <input
            type="search"
            name="q"
            defaultValue={search}
            maxLength={200}
            aria-label={`Search ${noun}`}
            placeholder={`Search ${noun}`}
            className="input max-w-sm"
          />
          <button type="submit" className="button-quiet">
            Search
          </button>
        </form>
      </search>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface empty:hidden">
        {options.map(({ id, name }) => (
          <li key={id}>
            <Link
              href={formWith(choosing, id) as Route}
              prefetch={false}
              className="block px-4 py-2.5 wrap-anywhere hover:bg-hover"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted">
        {said(options.length, hasMore, search)}{" "}
        <Link href={choosing.page as Route} prefetch={false} className="link">
          Back to the form
        </Link>
      </p>
    </div>
  );
}

function said(found: number, hasMore: boolean, search: string): string {
  if (hasMore) return `These are the newest ${found}. Search for others by name.`;
  if (found > 0) return "These are all.";
  return search ? `Nothing is called “${search}”.` : "There are none yet.";
}
