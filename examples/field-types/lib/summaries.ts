// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Route } from "next";
import type { IconName } from "@/components/ui/icon";
import { listDrafts } from "@/data/drafts";
import { listPresets } from "@/data/presets";
import { listSamples } from "@/data/samples";
import { listSlots } from "@/data/slots";
import type { Caller } from "@/lib/caller";
import { display } from "@/lib/format";
import { listQuery } from "@/lib/list";
import { draftFilters } from "@/lib/schemas/drafts";
import { presetFilters } from "@/lib/schemas/presets";
import { sampleFilters } from "@/lib/schemas/samples";
import { slotFilters } from "@/lib/schemas/slots";

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
    title: "Drafts",
    singular: "draft",
    plural: "drafts",
    path: "/drafts",
    add: "/drafts/new",
    icon: "document",
    read: async (caller) => {
      const query = { ...listQuery(FEW, draftFilters), count: true };
      const { items, total } = await listDrafts(caller, query);
      const latest = items.map((record) => ({
        title: display(record.title),
        path: `/drafts/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Presets",
    singular: "preset",
    plural: "presets",
    path: "/presets",
    add: "/presets/new",
    icon: "folder",
    read: async (caller) => {
      const query = { ...listQuery(FEW, presetFilters), count: true };
      const { items, total } = await listPresets(caller, query);
      const latest = items.map((record) => ({
        title: display(record.title),
        path: `/presets/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Samples",
    singular: "sample",
    plural: "samples",
    path: "/samples",
    add: "/samples/new",
    icon: "document",
    read: async (caller) => {
      const query = { ...listQuery(FEW, sampleFilters), count: true };
      const { items, total } = await listSamples(caller, query);
      const latest = items.map((record) => ({
        title: display(record.title),
        path: `/samples/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
  {
    title: "Slots",
    singular: "slot",
    plural: "slots",
    path: "/slots",
    add: "/slots/new",
    icon: "folder",
    read: async (caller) => {
      const query = { ...listQuery(FEW, slotFilters), count: true };
      const { items, total } = await listSlots(caller, query);
      const latest = items.map((record) => ({
        title: display(record.room),
        path: `/slots/${record.id}`,
        createdAt: record.createdAt,
      }));
      return { latest, total };
    },
  },
];
