import type { ReactNode } from "react";
import { ColumnButton } from "@/components/list/column-menu";
import { Position } from "@/components/list/pager";
import { Picks } from "@/components/list/picks";
import { formatFor } from "@/lib/format";
import { MOST_COUNTED, type Page } from "@/lib/list";
import type { ListView } from "@/lib/list-view";
import { viewer } from "@/lib/locale";

type Props = {
  list: ListView;
  page: Page<unknown>;
  label: string;
  /** What can be done with all that is picked; nothing for those who may only read. */
  actions?: ReactNode;
  /** Whether only what is theirs can be picked, among what others have. */
  isOwn?: boolean;
  children: ReactNode;
};

/** A list with where in it one is, and what can be done with the records that are picked. */
export async function PickList({ list, page, label, actions, isOwn = false, children }: Props) {
  const { number } = formatFor(await viewer());
  const { total, items } = page;
  const known = total === null ? `more than ${number(MOST_COUNTED)}` : number(total);
  const isPart = total === null || total > items.length;
  return (
    <Picks
      // What was picked on one page is not on another.
      key={[...list.typed].join("\n")}
      label={label}
      head={
        items.length > 0 && (
          <>
            <Position page={page} />
            <ColumnButton />
          </>
        )
      }
      actions={actions}
      all={isPart ? (isOwn ? "All of yours that match" : `All ${known} that match`) : null}
      whole={list.whole}
      seen={new Date().toISOString()}
    >
      {children}
    </Picks>
  );
}
