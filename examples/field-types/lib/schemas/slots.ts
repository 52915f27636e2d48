import { z } from "zod";
import { stateChoices } from "@/lib/choices/slots";
import { day, decimal, optional } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import {
  between,
  descending,
  during,
  exactly,
  type Filters,
  numeric,
  type QueryOf,
  words,
} from "@/lib/list";

export { stateChoices };

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  room: z.string().trim().min(2).max(40),
  day: day({ min: "2000-01-01" }),
  hour: z.int32().min(0).max(23),
  price: decimal({ min: "0" }),
  state: z
    .enum(stateChoices)
    .meta({ title: "Availability", description: "Whether somebody may still book it." }),
  code: optional(z.string().trim().min(8).max(8)),
};

/** A whole slot: to create one (POST) or to replace one (PUT). */
export const slotInput = z.strictObject({
  ...fields,
  price: fields.price.default("0"),
  state: fields.state.default("open"),
  code: fields.code.default(null),
});

/** A part of a slot: to change some of its fields (PATCH). */
export const slotPatch = z.strictObject(fields).partial();

export type SlotInput = z.output<typeof slotInput>;
export type SlotPatch = z.output<typeof slotPatch>;

/** What a list of slots can be narrowed down by; db/schema/slots.ts has an index for each. */
export const slotFilters = {
  day: descending(during(day())),
  hour: between(numeric(z.int32())),
  price: between(decimal()),
  state: exactly(z.enum(stateChoices)),
  q: words(),
} satisfies Filters;

export type SlotQuery = QueryOf<typeof slotFilters>;

/** How the form's inputs become the fields above. */
export const slotControls = {
  room: "text",
  day: "text",
  hour: "number",
  price: "text",
  state: "text",
  code: "text",
} as const satisfies Controls;
