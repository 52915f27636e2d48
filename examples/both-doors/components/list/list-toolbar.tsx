import Link from "next/link";
import { AddressForm } from "@/components/list/address-form";
import { FilterInputs, WORDS } from "@/components/list/filter-inputs";
import { ListSearch } from "@/components/list/list-search";
import { Icon } from "@/components/ui/icon";
import type { Kind, Names } from "@/lib/columns";
import { type Format, formatFor } from "@/lib/format";
import { hrefTo, type ListView, parametersOfField } from "@/lib/list-view";
import { viewer } from "@/lib/locale";
import type { Offers } from "@/lib/offers";

type Props = {
  list: ListView;
  noun: string;
  /** Of fields that refer to records: what there is to choose from, and what the records are called. */
  offers?: Partial<Record<string, Offers>>;
  names?: Names;
};

/** What a list is narrowed down by: a form that asks for another address, and all that is in effect. */
export function ListToolbar({ list, noun, offers, names }: Props) {
  const fields = list.columns.filter(
    ({ name }) => parametersOfField(name, list.filters).length > 0,
  );
  const limit = list.typed.get("limit");
  return (
    <div className="space-y-3">
      <AddressForm path={list.path} className="list-toolbar">
        {limit && <input type="hidden" name="limit" value={limit} />}
        {"q" in list.filters && (
          <ListSearch label={`Search ${noun}`} text={list.typed.get("q") ?? ""} />
        )}
        <button type="button" popoverTarget="filters" className="button-quiet">
          <Icon name="filter" />
          Filters
        </button>
        {/* Another address has other texts, which an input that was typed into would not show. */}
        <div
          key={list.whole}
          id="filters"
          popover="auto"
          role="dialog"
          aria-label="Filters"
          className="menu dropdown dropdown-wide"
        >
          <FilterInputs list={list} fields={fields} offers={offers} names={names} />
          <div className="flex items-center justify-end gap-4 p-2">
            {list.isNarrowed && <ClearAll list={list} className="link" />}
            <button type="submit" className="button-primary">
              Apply
            </button>
          </div>
        </div>
      </AddressForm>
      <ActiveFilters list={list} names={names} />
    </div>
  );
}

/** Everything that narrows the list down, each with the way to do without it. */
async function ActiveFilters({ list, names = {} }: Pick<Props, "list" | "names">) {
  if (!list.isNarrowed) return null;
  const format = formatFor(await viewer());
  const chips = [
    { name: "q", text: `“${list.typed.get("q")}”` },
    ...list.columns.flatMap(({ name, label, kind, labels = {} }) =>
      parametersOfField(name, list.filters).map((parameter) => {
        const ending = parameter.slice(name.length);
        const typed = list.typed.get(parameter) ?? "";
        const text = list.errors.has(parameter)
          ? typed
          : (labels[typed] ?? names[name]?.get(typed) ?? shownText(typed, kind, format));
        return { name: parameter, text: `${label} ${WORDS[ending] ?? "is"} ${text}` };
      }),
    ),
  ].filter(({ name }) => list.typed.has(name));
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-2">
      {chips.map(({ name, text }) => (
        <li key={name} className="min-w-0">
          <Link href={hrefTo(list, { [name]: null })} prefetch={false} className="chip">
            <span className="sr-only">Remove: </span>
            <span className="truncate">{text}</span>
            <Icon name="close" className="size-3.5" />
          </Link>
        </li>
      ))}
      <li>
        <ClearAll list={list} className="link" />
      </li>
    </ul>
  );
}

export function ClearAll({ list, className }: { list: ListView; className: string }) {
  const nothing = [...list.typed.keys()].filter((name) => name !== "sort" && name !== "limit");
  const href = hrefTo(list, Object.fromEntries(nothing.map((name) => [name, null])));
  return (
    <Link href={href} prefetch={false} className={className}>
      Clear all
    </Link>
  );
}

function shownText(text: string, kind: Kind, format: Format): string {
  if (kind === "boolean") return text === "true" ? "yes" : text === "false" ? "no" : text;
  return kind === "date" || kind === "datetime" ? format.day(text) : text;
}
