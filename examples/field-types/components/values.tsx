import "server-only";

import type { ReactNode } from "react";
import { Badge, toneOf } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { formatFor, jsonOf } from "@/lib/format";
import { viewer } from "@/lib/locale";

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
    text: (value: string | null) => (value === null ? NONE : value),
    number: (value: number | null) =>
      value === null ? NONE : <Figure>{format.number(value)}</Figure>,
    decimal: (value: string | null) =>
      value === null ? NONE : <Figure>{format.decimal(value)}</Figure>,
    boolean: (value: boolean | null) => (value === null ? NONE : value ? YES : NO),
    date: (value: string | null) =>
      value === null ? NONE : <time dateTime={value}>{format.day(value)}</time>,
    datetime: (value: Date | null) =>
      value === null ? NONE : <Moment value={value}>{format.moment(value)}</Moment>,
    ago: (value: Date) => (
      <Moment value={value} title={format.moment(value)}>
        {format.ago(value)}
      </Moment>
    ),
    choice: (value: string | null, choices: readonly string[]) =>
      value === null ? NONE : <Badge tone={toneOf(value, choices)}>{value}</Badge>,
    email: (value: string | null) =>
      value === null ? (
        NONE
      ) : (
        <a href={`mailto:${value}`} className="link">
          {value}
        </a>
      ),
    url: (value: string | null) => (value === null ? NONE : <WebLink address={value} />),
    code: (value: string | null) =>
      value === null ? NONE : <code className="font-mono text-xs">{value}</code>,
    json: (value: unknown) =>
      value === null ? (
        NONE
      ) : (
        <code className="font-mono text-xs whitespace-pre-wrap">{jsonOf(value, 2)}</code>
      ),
  };
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
