import "server-only";

import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge, toneOf } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { jsonText } from "@/lib/form";
import { formatFor, labelled } from "@/lib/format";
import { viewer } from "@/lib/locale";

type Labels = Record<string, string>;

const NONE = (
  <span className="text-muted">
    <span aria-hidden="true">–</span>
    <span className="sr-only">none</span>
  </span>
);

/** The values of fields as whoever asks reads them, a function for each type of field. */
export async function values() {
  const format = formatFor(await viewer());
  return {
    text: orNone((value: string) => value),
    number: orNone((value: number) => <Figure>{format.number(value)}</Figure>),
    decimal: orNone((value: string) => <Figure>{format.decimal(value)}</Figure>),
    boolean: orNone((value: boolean) => (value ? YES : NO)),
    date: orNone((value: string) => <time dateTime={value}>{format.day(value)}</time>),
    datetime: orNone((value: Date) => <Moment value={value}>{format.moment(value)}</Moment>),
    ago: (value: Date) => (
      <Moment value={value} title={format.moment(value)}>
        {format.ago(value)}
      </Moment>
    ),
    choice: (value: string | null, choices: readonly string[], labels: Labels = {}) =>
      orNone((choice: string) => (
        <Badge tone={toneOf(choice, choices)}>{labelled(choice, labels)}</Badge>
      ))(value),
    email: orNone((value: string) => (
      <a href={`mailto:${value}`} className="link">
        {value}
      </a>
    )),
    url: orNone((value: string) => <WebLink address={value} />),
    code: orNone((value: string) => <code className="font-mono text-xs">{value}</code>),
    record: (value: string | null, names: ReadonlyMap<string, string>, path: string) =>
      orNone((id: string) => <RecordLink id={id} name={names.get(id)} path={path} />)(value),
    json: orNone((value: unknown) => (
      <code className="font-mono text-xs whitespace-pre-wrap">{jsonText(value)}</code>
    )),
  };
}

function orNone<Value>(show: (value: Value) => ReactNode): (value: Value | null) => ReactNode {
  return (value) => (value === null ? NONE : show(value));
}

function Figure({ children }: { children: ReactNode }) {
  return <span className="tabular-nums">{children}</span>;
}

function Moment({ value, title, children }: { value: Date; title?: string; children: ReactNode }) {
  const known = !Number.isNaN(value.getTime());
  return (
    <time dateTime={known ? value.toISOString() : undefined} title={title}>
      {children}
    </time>
  );
}

const YES = (
  <span className="inline-flex items-center gap-1 text-success">
    <Icon name="check" />
    Yes
  </span>
);

const NO = <span className="text-muted">No</span>;

/** Opens in a tab of its own, which learns nothing of this one. */
function WebLink({ address }: { address: string }) {
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className="link wrap-anywhere">
      {address.replace(/^https?:\/\/(?:www\.)?/, "").replace(/\/$/, "")}
      <span className="sr-only"> (opens a new tab)</span>
    </a>
  );
}

/** A record by its name; without one it is not for whoever asks to see. */
function RecordLink({ id, name, path }: { id: string; name: string | undefined; path: string }) {
  if (name === undefined) return <span className="text-muted">Not visible</span>;
  return (
    <Link href={`${path}/${id}` as Route} prefetch={false} className="link wrap-anywhere">
      {name}
    </Link>
  );
}
