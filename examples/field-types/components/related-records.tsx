import type { Route } from "next";
import Link from "next/link";
import { useId } from "react";
import { Icon } from "@/components/ui/icon";
import { MOST_COUNTED, type Page } from "@/lib/list";

type Props<Item> = {
  title: string;
  /** What one of them is called. */
  one: string;
  /** Where their list is, and by which field it is narrowed down to those of this record. */
  path: string;
  field: string;
  id: string;
  /** The latest of them; null for those who may not see them. */
  page: Page<Item> | null;
  nameOf: (record: Item) => string;
  mayAdd?: boolean;
};

/** The latest of the records that refer to one, on its page, with the ways to all of them and to another one. */
export function RelatedRecords<Item extends { id: string }>({
  title,
  one,
  path,
  field,
  id,
  page,
  nameOf,
  mayAdd = true,
}: Props<Item>) {
  const heading = useId();
  if (!page) return null;
  const { items, total } = page;
  return (
    <section aria-labelledby={heading} className="mt-8 space-y-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={heading} className="text-base font-semibold">
          {title} <span className="font-normal text-muted">{total ?? `${MOST_COUNTED}+`}</span>
        </h2>
        {mayAdd && (
          <Link href={`${path}/new?${field}=${id}` as Route} className="button-quiet">
            <Icon name="plus" />
            Add {one}
          </Link>
        )}
      </div>
      {items.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {items.map((record) => (
            <li key={record.id} className="px-5 py-3">
              <Link href={`${path}/${record.id}` as Route} prefetch={false} className="link clamp">
                {nameOf(record)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {(total === null || total > items.length) && (
        <Link href={`${path}?${field}=${id}` as Route} prefetch={false} className="link text-sm">
          Show all
        </Link>
      )}
    </section>
  );
}
