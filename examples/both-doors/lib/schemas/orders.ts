import { z } from "zod";
import { uuid } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { exactly, type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  customerId: uuid().meta({ description: "The id of one of /api/customers." }),
  number: z.string().trim().min(1).max(255),
};

/** A whole order: to create one (POST) or to replace one (PUT). */
export const orderInput = z.strictObject(fields);

/** A part of a order: to change some of its fields (PATCH). */
export const orderPatch = z.strictObject(fields).partial();

export type OrderInput = z.output<typeof orderInput>;
export type OrderPatch = z.output<typeof orderPatch>;

/** What a list of orders can be narrowed down by; db/schema/orders.ts has an index for each. */
export const orderFilters = {
  customerId: exactly(uuid()),
  q: words(),
} satisfies Filters;

export type OrderQuery = QueryOf<typeof orderFilters>;

/** How the form's inputs become the fields above. */
export const orderControls = {
  customerId: "text",
  number: "text",
} as const satisfies Controls;
