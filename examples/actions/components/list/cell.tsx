import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import type { values } from "@/components/values";
import type { Column, Names } from "@/lib/columns";
import { display } from "@/lib/format";

type Show = Awaited<ReturnType<typeof values>>;

/** A value as a list shows it: at a glance, and never more than two lines. */
export function cellOf(
  { kind, choices = [], labels, name, path = "" }: Column,
  value: unknown,
  show: Show,
  names: Names = {},
): ReactNode {
  if (value === null || value === undefined) return show.text(null);
  if (value instanceof Date) return MADE.has(name) ? show.ago(value) : show.datetime(value);
  if (typeof value === "boolean") return <Flag value={value} />;
  if (typeof value === "number") return show.number(value);
  if (kind === "json") return <code className="clamp font-mono text-xs">{display(value)}</code>;
  const text = String(value);
  switch (kind) {
    case "decimal":
      return show.decimal(text);
    case "date":
      return show.date(text);
    case "enum":
      return show.choice(text, choices, labels);
    case "email":
      return show.email(text);
    case "url":
      return <Site address={text} />;
    case "ref":
      return show.record(text, names[name] ?? new Map(), path);
    case "uuid":
      return show.code(text);
    default:
      return <span className="clamp">{display(text)}</span>;
  }
}

// How long ago something was made says more than when.
const MADE = new Set(["createdAt", "updatedAt"]);

/** What is the case is seen, and the rest is not in the way. */
function Flag({ value }: { value: boolean }) {
  if (!value) return <span className="sr-only">No</span>;
  return (
    <span className="text-success">
      <Icon name="check" />
      <span className="sr-only">Yes</span>
    </span>
  );
}

/** Where an address leads to, by the name of its site. */
function Site({ address }: { address: string }) {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return display(address);
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      title={address}
      className="link wrap-anywhere"
    >
      {new URL(address).host.replace(/^www\./, "")}
      <span className="sr-only"> (opens a new tab)</span>
    </a>
  );
}
