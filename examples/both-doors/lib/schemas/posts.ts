import { z } from "zod";
import { longText } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  title: z.string().trim().min(1).max(255),
  body: longText(),
};

/** A whole post: to create one (POST) or to replace one (PUT). */
export const postInput = z.strictObject(fields);

/** A part of a post: to change some of its fields (PATCH). */
export const postPatch = z.strictObject(fields).partial();

export type PostInput = z.output<typeof postInput>;
export type PostPatch = z.output<typeof postPatch>;

/** What a list of posts can be narrowed down by; db/schema/posts.ts has an index for each. */
export const postFilters = {
  q: words(),
} satisfies Filters;

export type PostQuery = QueryOf<typeof postFilters>;

/** How the form's inputs become the fields above. */
export const postControls = {
  title: "text",
  body: "text",
} as const satisfies Controls;
