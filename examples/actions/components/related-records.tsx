import type { Route } from "next";
import Link from "next/link";
import { useId } from "react";
import { cellOf } from "@/components/list/cell";
import { Icon } from "@/components/ui/icon";
import { values } from "@/components/values";
import type { Column, Names } from "@/lib/columns";
import { MOST_COUNTED, type Page } from "@/lib/list";

type Props<Item> = {
  title: string;
  /** What one of them is called. */
  one: string;
  /** Where their list is, and by which field it is narrowed down to those of this record. */
  path: string;
  by: string;
  id: string;
  /** The latest of them. */
  page: Page<Item>;
  columns: readonly Column[];
  /** The columns that a record is called by here. */
  named: string[];
  nameOf: (record: Item) => string;
  /** What the records are called that these refer to. */
  names?: Names;
  mayAdd?: boolean;
};

// As many as there is room for beside the name, and when it was made.
const CELLS = 3;

/** The latest of the records that refer to one, on its page, with the ways to all of them and to another one. */
export async function RelatedRecords<Item extends { id: string }>({
  title,
  one,
  path,
  by,
  id,
  page: { items, total },
  columns,
  named,
  nameOf,
  names,
  mayAdd = true,
}: Props<Item>) {
  const heading = useId();
  const show = await values();
  const isShown = ({ name, isExtra }: Column) => !isExtra && name !== by && !named.includes(name);
  const cells = columns.filter((column) => isShown(column) && column.name !== "createdAt");
  const shown = [...cells.slice(0, CELLS), ...columns.filter(({ name }) => name === "createdAt")];
  return (
    <section aria-labelledby={heading} className="mt-8 space-y-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={heading} className="text-base font-semibold">
          {title} <span className="font-normal text-muted">{total ?? `${MOST_COUNTED}+`}</span>
        </h2>
        {mayAdd && (
          <Link href={`${path}/new?${by}=${id}` as Route} className="button-quiet">
            <Icon name="plus" />
            Add {one}
          </Link>
        )}
      </div>
      {items.length > 0 && (
        <div className="@container overflow-hidden rounded-lg border border-line bg-surface">
          <table className="record-table">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                <th scope="col" className="first-letter:uppercase">
                  {one}
                </th>
                {shown.map(({ name, label, kind }) => (
                  <th key={name} scope="col" data-kind={kind}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((record) => (
                <tr key={record.id}>
                  <th scope="row">
                    <Link href={`${path}/${record.id}` as Route} prefetch={false} className="clamp">
                      {nameOf(record)}
                    </Link>
                  </th>
                  {shown.map((column) => {
                    const value: unknown = Reflect.get(record, column.name);
                    return (
                      <td
                        key={column.name}
                        data-label={column.label}
                        data-kind={column.kind}
                        data-empty={value === null || value === false ? "" : undefined}
                      >
                        {cellOf(column, value, show, names)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(total === null || total > items.length) && (
        <Link href={`${path}?${by}=${id}` as Route} prefetch={false} className="link text-sm">
          Show all
        </Link>
      )}
    </section>
  );
}
