import type { Route } from "next";
import Link from "next/link";
import { type ComponentProps, useLayoutEffect, useRef, useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import type { Offers } from "@/lib/offers";

type Props = Pick<
  ComponentProps<"select">,
  "aria-describedby" | "aria-invalid" | "autoFocus" | "required" | "className"
> & {
  id: string;
  name: string;
  label: string;
  offers: Offers;
  /** Where all records are that can be chosen. */
  path: string;
  /** The page where one of them is chosen without a script. */
  page: string;
  defaultValue?: string;
  /** What is shown while nothing is chosen. */
  empty: string;
};

/** A record, chosen by its name: in a select or, where there are more than it has, by searching. */
export function ReferenceSelect({
  label,
  offers,
  path,
  page,
  defaultValue = "",
  empty,
  className = "input",
  ...input
}: Props) {
  const select = useRef<HTMLSelectElement>(null);
  // What was chosen before any script ran: until then, and where none does, there is the select.
  const [before, setBefore] = useState<{ id: string; hasFocus: boolean } | null>(null);
  useLayoutEffect(() => {
    const { current } = select;
    if (current) setBefore({ id: current.value, hasFocus: document.activeElement === current });
  }, []);
  if (offers.hasMore && before) {
    return (
      <Combobox
        {...input}
        label={label}
        offers={offers}
        path={`${path}/options`}
        defaultValue={defaultValue}
        before={before.id}
        autoFocus={input.autoFocus || before.hasFocus}
      />
    );
  }
  const isGone = defaultValue !== "" && !offers.options.some(({ id }) => id === defaultValue);
  return (
    <>
      {/* The key makes React start afresh when an answer brings another default: a select ignores it otherwise. */}
      <select
        key={defaultValue}
        {...input}
        ref={select}
        defaultValue={defaultValue}
        className={className}
      >
        <option value="">{empty}</option>
        {isGone && <option value={defaultValue}>No longer offered</option>}
        {offers.options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {offers.hasMore && (
        <p className="hidden text-sm text-muted noscript:block">
          These are the newest ones.{" "}
          <Link href={page as Route} prefetch={false} className="link">
            Search all
          </Link>
          {" (what is typed here is not kept)"}
        </p>
      )}
    </>
  );
}
