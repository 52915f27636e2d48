import { z } from "zod";
import { decimal, optional, uuid } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { between, exactly, type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  name: z.string().trim().min(1).max(255),
  price: decimal(),
  categoryId: optional(uuid()).meta({ description: "The id of one of /api/categories." }),
};

/** A whole product: to create one (POST) or to replace one (PUT). */
export const productInput = z.strictObject({
  ...fields,
  categoryId: fields.categoryId.default(null),
});

/** A part of a product: to change some of its fields (PATCH). */
export const productPatch = z.strictObject(fields).partial();

export type ProductInput = z.output<typeof productInput>;
export type ProductPatch = z.output<typeof productPatch>;

/** What a list of products can be narrowed down by; db/schema/products.ts has an index for each. */
export const productFilters = {
  price: between(decimal()),
  categoryId: exactly(uuid()),
  q: words(),
} satisfies Filters;

export type ProductQuery = QueryOf<typeof productFilters>;

/** How the form's inputs become the fields above. */
export const productControls = {
  name: "text",
  price: "text",
  categoryId: "text",
} as const satisfies Controls;
