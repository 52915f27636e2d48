// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Route } from "next";
import type { IconName } from "@/components/ui/icon";
import { listNews } from "@/data/news";
import { listNotes } from "@/data/notes";
import { listPosts } from "@/data/posts";
import { listTodos } from "@/data/todos";
import type { Caller } from "@/lib/caller";
import { display } from "@/lib/format";
import { listQuery } from "@/lib/list";
import { newsFilters } from "@/lib/schemas/news";
import { noteFilters } from "@/lib/schemas/notes";
import { postFilters } from "@/lib/schemas/posts";
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
  /** The latest few that the caller may read. */
  latest: (caller: Caller) => Promise<Latest[]>;
};

const FEW = { limit: "5" };

/** What the start page shows of each resource. */
export const summaries: Summary[] = [
  {
    title: "News",
    singular: "news",
    plural: "news",
    path: "/news",
    add: "/news/new",
    icon: "document",
    latest: async (_caller) => {
      const { items } = await listNews(listQuery(FEW, newsFilters));
      return items.map((record) => ({
        title: display(record.headline),
        path: `/news/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Notes",
    singular: "note",
    plural: "notes",
    path: "/notes",
    add: "/notes/new",
    icon: "document",
    latest: async (caller) => {
      const { items } = await listNotes(caller, listQuery(FEW, noteFilters));
      return items.map((record) => ({
        title: display(record.text),
        path: `/notes/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Posts",
    singular: "post",
    plural: "posts",
    path: "/posts",
    add: "/posts/new",
    icon: "chat",
    latest: async (_caller) => {
      const { items } = await listPosts(listQuery(FEW, postFilters));
      return items.map((record) => ({
        title: display(record.title),
        path: `/posts/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
  {
    title: "Todos",
    singular: "todo",
    plural: "todos",
    path: "/todos",
    add: "/todos/new",
    icon: "task",
    latest: async (caller) => {
      const { items } = await listTodos(caller, listQuery(FEW, todoFilters));
      return items.map((record) => ({
        title: display(record.text),
        path: `/todos/${record.id}`,
        createdAt: record.createdAt,
      }));
    },
  },
];
