import { z } from "zod";
import { emailAddress } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { exactly, type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  name: z.string().trim().min(1).max(255),
  email: emailAddress(),
};

/** A whole customer: to create one (POST) or to replace one (PUT). */
export const customerInput = z.strictObject(fields);

/** A part of a customer: to change some of its fields (PATCH). */
export const customerPatch = z.strictObject(fields).partial();

export type CustomerInput = z.output<typeof customerInput>;
export type CustomerPatch = z.output<typeof customerPatch>;

/** What a list of customers can be narrowed down by; db/schema/customers.ts has an index for each. */
export const customerFilters = {
  email: exactly(emailAddress()),
  q: words(),
} satisfies Filters;

export type CustomerQuery = QueryOf<typeof customerFilters>;

/** How the form's inputs become the fields above. */
export const customerControls = {
  name: "text",
  email: "text",
} as const satisfies Controls;
