import type { Route } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { values } from "@/components/values";
import type { Caller } from "@/lib/caller";
import { MOST_COUNTED } from "@/lib/list";
import { type Summary, summaries } from "@/lib/summaries";

/** What there is of each resource, the latest records first. */
export async function Overview({ caller }: { caller: Caller }) {
  if (summaries.length === 0) return <NothingYet />;
  return (
    <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {summaries.map((summary) => (
        <li key={summary.path} className="min-w-0">
          <SummaryCard summary={summary} caller={caller} />
        </li>
      ))}
    </ul>
  );
}

async function SummaryCard({ summary, caller }: { summary: Summary; caller: Caller }) {
  const [{ latest, total }, show] = await Promise.all([summary.read(caller), values()]);
  return (
    <section
      aria-label={summary.title}
      className="flex h-full flex-col rounded-lg border border-line bg-surface"
    >
      <header className="flex items-center gap-2.5 border-b border-line px-4 py-2.5">
        <Icon name={summary.icon} className="size-4 text-muted" />
        <h2 className="min-w-0 flex-1 truncate font-medium">
          <Link href={summary.path} className="hover:underline">
            {summary.title}
          </Link>{" "}
          <span className="pl-0.5 font-normal text-muted">
            {total === null ? `${MOST_COUNTED}+` : show.number(total)}
          </span>
        </h2>
        <Link href={summary.add} className="button-plain -mr-2">
          <Icon name="plus" />
          <span className="sr-only">New {summary.singular}</span>
        </Link>
      </header>
      {latest.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted">
          No {summary.plural} yet.{" "}
          <Link href={summary.add} className="link">
            Add the first
          </Link>
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {latest.map((record) => (
            <li key={record.path}>
              <Link
                href={record.path as Route}
                className="flex items-baseline justify-between gap-4 px-4 py-2 hover:bg-hover"
              >
                <span className="min-w-0 truncate">{record.title}</span>
                <span className="shrink-0 text-xs text-muted">{show.ago(record.createdAt)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** An app without resources tells those who build it what comes next. */
function NothingYet() {
  const developing = process.env.NODE_ENV === "development";
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState icon="folder" title="There is nothing here yet">
        {developing && (
          <>
            <p>Add the first resource: its pages, its table and its API.</p>
            <code className="block rounded-md bg-hover px-3 py-2 font-mono text-xs text-ink">
              scaffold add resource todos text:string completed:boolean=false
            </code>
          </>
        )}
      </EmptyState>
    </div>
  );
}
