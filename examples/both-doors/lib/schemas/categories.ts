import { z } from "zod";
import { optional, uuid } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { exactly, type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  name: z.string().trim().min(1).max(255),
  parentId: optional(uuid()).meta({ description: "The id of one of /api/categories." }),
};

/** A whole category: to create one (POST) or to replace one (PUT). */
export const categoryInput = z.strictObject({
  ...fields,
  parentId: fields.parentId.default(null),
});

/** A part of a category: to change some of its fields (PATCH). */
export const categoryPatch = z.strictObject(fields).partial();

export type CategoryInput = z.output<typeof categoryInput>;
export type CategoryPatch = z.output<typeof categoryPatch>;

/** What a list of categories can be narrowed down by; db/schema/categories.ts has an index for each. */
export const categoryFilters = {
  parentId: exactly(uuid()),
  q: words(),
} satisfies Filters;

export type CategoryQuery = QueryOf<typeof categoryFilters>;

/** How the form's inputs become the fields above. */
export const categoryControls = {
  name: "text",
  parentId: "text",
} as const satisfies Controls;
