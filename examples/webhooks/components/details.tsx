import type { ReactNode } from "react";

/** Names and values of one record, in two columns where there is room. */
export function Details({ children }: { children: ReactNode }) {
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-surface">{children}</dl>
  );
}

type Props = { term: string; children: ReactNode };

/** A name and its value, with all of its text, and its lines. */
export function Detail({ term, children }: Props) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 px-5 py-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere whitespace-pre-wrap">{children}</dd>
    </div>
  );
}
