import { z } from "zod";
import { type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  name: z.string().trim().min(1).max(255),
};

/** A whole city: to create one (POST) or to replace one (PUT). */
export const cityInput = z.strictObject(fields);

/** A part of a city: to change some of its fields (PATCH). */
export const cityPatch = z.strictObject(fields).partial();

export type CityInput = z.output<typeof cityInput>;
export type CityPatch = z.output<typeof cityPatch>;

/** What a list of cities can be narrowed down by; db/schema/cities.ts has an index for each. */
export const cityFilters = {
  q: words(),
} satisfies Filters;

export type CityQuery = QueryOf<typeof cityFilters>;
