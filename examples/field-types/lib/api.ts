// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Resource } from "@/lib/openapi";
import { draftFilters, draftInput, draftPatch } from "@/lib/schemas/drafts";
import { presetFilters, presetInput, presetPatch } from "@/lib/schemas/presets";
import { sampleFilters, sampleInput, samplePatch } from "@/lib/schemas/samples";
import { slotFilters, slotInput, slotPatch } from "@/lib/schemas/slots";

export const name = "field-types";

/** What programs outside of this app use: lib/openapi.ts describes it to them. */
export const resources: Resource[] = [
  {
    path: "/api/drafts",
    title: "Drafts",
    one: "Draft",
    many: "Drafts",
    input: draftInput,
    patch: draftPatch,
    filters: draftFilters,
    isPublic: false,
  },
  {
    path: "/api/presets",
    title: "Presets",
    one: "Preset",
    many: "Presets",
    input: presetInput,
    patch: presetPatch,
    filters: presetFilters,
    isPublic: false,
  },
  {
    path: "/api/samples",
    title: "Samples",
    one: "Sample",
    many: "Samples",
    input: sampleInput,
    patch: samplePatch,
    filters: sampleFilters,
    isPublic: false,
  },
  {
    path: "/api/slots",
    title: "Slots",
    one: "Slot",
    many: "Slots",
    input: slotInput,
    patch: slotPatch,
    filters: slotFilters,
    isPublic: false,
    unique: [["code"], ["room", "day", "hour"]],
  },
];
