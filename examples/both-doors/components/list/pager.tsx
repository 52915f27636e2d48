import type { Route } from "next";
import Link from "next/link";
import { Icon, type IconName } from "@/components/ui/icon";
import { formatFor } from "@/lib/format";
import { END, MOST_COUNTED, NO_PAGE, type Page } from "@/lib/list";
import { hrefTo, type ListView } from "@/lib/list-view";
import { viewer } from "@/lib/locale";

type Counted = Pick<Page<unknown>, "items" | "total" | "start">;

/** A title with how many records the list has. */
export async function Count({ page, children }: { page: Counted; children: string }) {
  if (page === NO_PAGE) return children;
  const total = await allOf(page);
  return (
    <>
      {children} <span className="pl-1 text-base font-normal text-muted tabular-nums">{total}</span>
    </>
  );
}

async function allOf({ total }: Counted): Promise<string> {
  const { number } = formatFor(await viewer());
  return total === null ? `${number(MOST_COUNTED)}+` : number(total);
}

/** Where a page is in its list: `51–100 of 1,234`. */
export async function Position({ page }: { page: Counted }) {
  const { number } = formatFor(await viewer());
  const shown = page.items.length;
  if (shown === 0) return null;
  const { start } = page;
  const range = start ? `${number(start)}–${number(start + shown - 1)}` : number(shown);
  return (
    <span className="tabular-nums">
      {range} of {await allOf(page)}
    </span>
  );
}

/** The way through the pages of a list, and how long they are. */
export function Pager({ list, page }: { list: ListView; page: Page<unknown> }) {
  const { previous = null, next } = page;
  const isFirst = previous === null;
  const isLast = next === null;
  if (isFirst && isLast && page.items.length <= Math.min(...SIZES)) return null;
  const to = (place: Record<string, string>) => hrefTo(list, place);
  return (
    <div className="pager">
      {!(isFirst && isLast) && (
        <nav aria-label="Pages" className="flex items-center gap-1">
          <Step icon="first" label="First" href={isFirst ? null : to({})} />
          <Step icon="left" label="Previous" href={isFirst ? null : to({ before: previous })} />
          <Step icon="right" label="Next" href={isLast ? null : to({ after: next })} />
          <Step icon="last" label="Last" href={isLast ? null : to({ before: END })} />
        </nav>
      )}
      <Sizes list={list} />
    </div>
  );
}

type StepProps = { icon: IconName; label: string; href: Route | null };

function Step({ icon, label, href }: StepProps) {
  const content = (
    <>
      <Icon name={icon} />
      <span className="sr-only @2xl:not-sr-only">{label}</span>
    </>
  );
  return href ? (
    <Link href={href} prefetch={false} className="button-quiet">
      {content}
    </Link>
  ) : (
    <span aria-disabled="true" className="button-quiet text-muted">
      {content}
    </span>
  );
}

const SIZES = [25, 50, 100];

function Sizes({ list }: { list: ListView }) {
  return (
    <nav aria-label="Rows on a page" className="ml-auto flex items-center gap-1 text-muted">
      <span className="pr-1">Rows</span>
      {SIZES.map((size) => (
        <Link
          key={size}
          href={hrefTo(list, { limit: String(size) })}
          prefetch={false}
          aria-current={size === list.limit ? "true" : undefined}
          className="size-link"
        >
          {size}
        </Link>
      ))}
    </nav>
  );
}
