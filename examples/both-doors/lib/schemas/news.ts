import { z } from "zod";
import { optional, webAddress } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  headline: z.string().trim().min(1).max(255),
  link: optional(webAddress()),
};

/** A whole news: to create one (POST) or to replace one (PUT). */
export const newsInput = z.strictObject({
  ...fields,
  link: fields.link.default(null),
});

/** A part of a news: to change some of its fields (PATCH). */
export const newsPatch = z.strictObject(fields).partial();

export type NewsInput = z.output<typeof newsInput>;
export type NewsPatch = z.output<typeof newsPatch>;

/** What a list of news can be narrowed down by; db/schema/news.ts has an index for each. */
export const newsFilters = {
  q: words(),
} satisfies Filters;

export type NewsQuery = QueryOf<typeof newsFilters>;

/** How the form's inputs become the fields above. */
export const newsControls = {
  headline: "text",
  link: "text",
} as const satisfies Controls;
