import type { ReactNode } from "react";
import { ClearAll } from "@/components/list/list-toolbar";
import { EmptyState } from "@/components/ui/empty-state";
import type { ListView } from "@/lib/list-view";

type Props = {
  list: ListView;
  noun: string;
  /** What whoever sees an empty list can do about it. */
  children?: ReactNode;
};

/** Stands where a list has no records: why that is, and what to do. */
export function NoRecords({ list, noun, children }: Props) {
  if (list.errors.size > 0) {
    return (
      <EmptyState icon="alert" title="This list can't be narrowed down like that">
        <ul>
          {[...list.errors].map(([name, error]) => (
            <li key={name}>
              {labelOf(list, name)}: {error}
            </li>
          ))}
        </ul>
        <ClearAll list={list} className="button-quiet" />
      </EmptyState>
    );
  }
  if (list.isNarrowed) {
    return (
      <EmptyState icon="search" title={`No ${noun} match`}>
        <p>Try other words, or fewer filters.</p>
        <ClearAll list={list} className="button-quiet" />
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="list" title={`There are no ${noun} yet`}>
      {children}
    </EmptyState>
  );
}

function labelOf(list: ListView, parameter: string): string {
  const column = list.columns.find(({ name }) => parameter.startsWith(name));
  return parameter === "q" ? "Search" : (column?.label ?? parameter);
}
