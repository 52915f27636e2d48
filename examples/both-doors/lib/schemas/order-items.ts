import { z } from "zod";
import { uuid } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { exactly, type Filters, type QueryOf } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  orderId: uuid().meta({ description: "The id of one of /api/orders." }),
  productId: uuid().meta({ description: "The id of one of /api/products." }),
};

/** A whole order item: to create one (POST) or to replace one (PUT). */
export const orderItemInput = z.strictObject(fields);

/** A part of a order item: to change some of its fields (PATCH). */
export const orderItemPatch = z.strictObject(fields).partial();

export type OrderItemInput = z.output<typeof orderItemInput>;
export type OrderItemPatch = z.output<typeof orderItemPatch>;

/** What a list of order items can be narrowed down by; db/schema/order-items.ts has an index for each. */
export const orderItemFilters = {
  orderId: exactly(uuid()),
  productId: exactly(uuid()),
} satisfies Filters;

export type OrderItemQuery = QueryOf<typeof orderItemFilters>;

/** How the form's inputs become the fields above. */
export const orderItemControls = {
  orderId: "text",
  productId: "text",
} as const satisfies Controls;
