// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Resource } from "@/lib/openapi";
import { cityFilters, cityInput, cityPatch } from "@/lib/schemas/cities";
import { projectFilters, projectInput, projectPatch } from "@/lib/schemas/projects";

export const name = "api-only";

/** What programs outside of this app use: lib/openapi.ts describes it to them. */
export const resources: Resource[] = [
  {
    path: "/api/cities",
    title: "Cities",
    one: "City",
    many: "Cities",
    input: cityInput,
    patch: cityPatch,
    filters: cityFilters,
    isPublic: true,
  },
  {
    path: "/api/projects",
    title: "Projects",
    one: "Project",
    many: "Projects",
    input: projectInput,
    patch: projectPatch,
    filters: projectFilters,
    isPublic: false,
  },
];
