// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Route } from "next";
import type { IconName } from "@/components/ui/icon";
import type { Caller } from "@/lib/caller";

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

/** What the start page shows of each resource. */
export const summaries: Summary[] = [];
