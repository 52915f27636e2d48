import { z } from "zod";
import { emailAddress } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  name: z.string().trim().min(1).max(255),
};

/** A whole person: to create one (POST) or to replace one (PUT). */
export const personInput = z.strictObject(fields);

/** A part of a person: to change some of its fields (PATCH). */
export const personPatch = z.strictObject(fields).partial();

export type PersonInput = z.output<typeof personInput>;
export type PersonPatch = z.output<typeof personPatch>;

/** What a list of people can be narrowed down by; db/schema/people.ts has an index for each. */
export const personFilters = {
  q: words(),
} satisfies Filters;

export type PersonQuery = QueryOf<typeof personFilters>;

/** How the form's inputs become the fields above. */
export const personControls = {
  name: "text",
} as const satisfies Controls;

export const invitePersonInput = z.strictObject({
  email: emailAddress(),
});

export type InvitePersonInput = z.output<typeof invitePersonInput>;

/** How the form's inputs become the fields above. */
export const invitePersonControls = {
  email: "text",
} as const satisfies Controls;
