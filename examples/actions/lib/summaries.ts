// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Route } from "next";
import type { IconName } from "@/components/ui/icon";
import { listPeople } from "@/data/people";
import { listTodos } from "@/data/todos";
import type { Caller } from "@/lib/caller";
import { display } from "@/lib/format";
import { listQuery } from "@/lib/list";
import { personFilters } from "@/lib/schemas/people";
import { todoFilters } from "@/lib/schemas/todos";

export type Latest = { title: string; path: string; createdAt: Date };

export type Summary = {
  title: string;
  singular: string;
  plural: string;
  path: Route;
  /** The page that adds one. */
  add: Route;
  icon: IconName;
  /** The latest few that the caller may read, and how many there are; null where these are too many to count. */
  read: (caller: Caller) => Promise<{ latest: Latest[]; total: number | null }>;
};

const FEW = { limit: "5" };

/** What the start page shows of each resource. */
export const summaries: Summary[] = [
  {
    title: "People",
    singular: "person",
    plural: "people",
    path: "/people",
    add: "/people/new",
    icon: "people",
    read: async (_caller) => {
      const query = { ...listQuery(FEW, personFilters), count: true };
      const { items, total } = await listPeople(query);
      const latest = items.map((record) => ({
        title: display(record.name),
        path: `/people/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Todos",
    singular: "todo",
    plural: "todos",
    path: "/todos",
    add: "/todos/new",
    icon: "task",
    read: async (caller) => {
      const query = { ...listQuery(FEW, todoFilters), count: true };
      const { items, total } = await listTodos(caller, query);
      const latest = items.map((record) => ({
        title: display(record.text),
        path: `/todos/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
];
