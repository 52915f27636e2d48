import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

type Step = { title: string; path: string };

type Props = {
  title: ReactNode;
  /** The pages above this one, the topmost first. */
  trail?: Step[];
  /** One sentence about the page. */
  lead?: ReactNode;
  /** What can be done here: buttons and links. */
  children?: ReactNode;
};

/** Where a page is, what it is called, and what can be done there. */
export function PageHeader({ title, trail = [], lead, children }: Props) {
  return (
    <header className="mb-6 space-y-1.5">
      {trail.length > 0 && (
        <nav aria-label="Breadcrumbs">
          <ol className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-muted">
            {trail.map((step) => (
              <li key={step.path} className="flex min-w-0 items-center gap-1.5">
                <Link href={step.path as Route} className="max-w-60 truncate py-0.5 hover:text-ink">
                  {step.title}
                </Link>
                <Icon name="right" className="size-3" />
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="title min-w-0">{title}</h1>
        {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
      </div>
      {lead && <p className="max-w-2xl text-muted">{lead}</p>}
    </header>
  );
}
