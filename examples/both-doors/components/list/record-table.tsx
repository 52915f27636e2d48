import type { Route } from "next";
import Link from "next/link";
import { cellOf } from "@/components/list/cell";
import { Icon } from "@/components/ui/icon";
import { values } from "@/components/values";
import type { Column, Names } from "@/lib/columns";
import { display } from "@/lib/format";
import { hrefTo, type ListView } from "@/lib/list-view";

type Listed = { id: string };

type Props<Item extends Listed> = {
  list: ListView;
  records: Item[];
  caption: string;
  /** What the records are called that these refer to. */
  names?: Names;
  /** Which of them whoever asks may change: these can be picked and edited. */
  mayChange: (record: Item) => boolean;
};

// More columns than that do not fit beside each other.
const MANY = 7;

/** Records in rows; where there is no room for columns, each row is a card (globals.css). */
export async function RecordTable<Item extends Listed>({
  list,
  records,
  caption,
  names,
  mayChange,
}: Props<Item>) {
  const show = await values();
  const hasTools = records.some(mayChange);
  return (
    <div className={list.shown.length > MANY ? "table-scroll" : undefined}>
      <table className="record-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {hasTools && <Tools className="pick">Select</Tools>}
            {list.shown.map((column) => (
              <Heading key={column.name} list={list} column={column} />
            ))}
            {hasTools && <Tools className="tools">Edit</Tools>}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              <Row
                list={list}
                record={record}
                show={show}
                names={names}
                hasTools={hasTools}
                mayChange={mayChange(record)}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  list: ListView;
  record: Listed;
  show: Awaited<ReturnType<typeof values>>;
  names: Names | undefined;
  hasTools: boolean;
  mayChange: boolean;
};

function Row({ list, record, show, names, hasTools, mayChange }: RowProps) {
  const [heading, ...others] = list.shown;
  const name = nameOf(fieldOf(record, heading), heading, names);
  const address = `${list.path}/${record.id}`;
  return (
    <>
      {hasTools && (
        <td className="pick">
          {mayChange && (
            <input
              type="checkbox"
              name="id"
              value={record.id}
              aria-label={`Select ${name}`}
              className="tick"
            />
          )}
        </td>
      )}
      <th scope="row">
        <Link href={address as Route} prefetch={false} className="clamp">
          {name}
        </Link>
      </th>
      {others.map((column) => {
        const value = fieldOf(record, column);
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
      {hasTools && (
        <td className="tools">
          {mayChange && (
            <Link
              href={`${address}/edit` as Route}
              prefetch={false}
              aria-label={`Edit ${name}`}
              className="button-plain"
            >
              <Icon name="edit" />
            </Link>
          )}
        </td>
      )}
    </>
  );
}

/** What a record is called that has no name of its own: as what it refers to. */
function nameOf(value: unknown, heading: Column | undefined, names: Names = {}): string {
  const known = heading?.kind === "ref" ? names[heading.name] : undefined;
  return known?.get(String(value)) ?? display(value);
}

function fieldOf(record: Listed, column: Column | undefined): unknown {
  return column && Reflect.get(record, column.name);
}

/** The head of a column that has no name for those who see it. */
function Tools({ className, children }: { className: string; children: string }) {
  return (
    <th scope="col" className={className}>
      <span className="sr-only">{children}</span>
    </th>
  );
}

/** The name of a column; a link where the list can be sorted by it, which turns the order round. */
function Heading({ list, column: { name, label, kind } }: { list: ListView; column: Column }) {
  if (!list.filters[name]?.sorts) {
    return (
      <th scope="col" data-kind={kind}>
        {label}
      </th>
    );
  }
  const { field, descending } = list.sort;
  const order = field !== name ? undefined : descending ? "descending" : "ascending";
  return (
    <th scope="col" data-kind={kind} aria-sort={order}>
      <Link
        href={hrefTo(list, { sort: order === "ascending" ? `-${name}` : name })}
        prefetch={false}
        data-order={order}
        className="sort"
      >
        {label}
        <Icon name={order ? "down" : "sort"} className="size-3.5" />
      </Link>
    </th>
  );
}
