import { z } from "zod";
import { moodChoices } from "@/lib/choices/drafts";
import {
  anyJson,
  day,
  decimal,
  emailAddress,
  longText,
  moment,
  optional,
  uuid,
  webAddress,
} from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import {
  between,
  during,
  exactly,
  type Filters,
  flag,
  numeric,
  type QueryOf,
  words,
} from "@/lib/list";

export { moodChoices };

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  title: optional(z.string().trim().min(1).max(255)),
  body: optional(longText()),
  count: z.int32().nullable(),
  score: z.number().nullable(),
  price: optional(decimal()),
  done: z.boolean().nullable(),
  day: optional(day()),
  at: optional(moment()),
  mood: optional(z.enum(moodChoices)),
  contact: optional(emailAddress()),
  link: optional(webAddress()),
  token: optional(uuid()),
  meta: anyJson().nullable(),
};

/** A whole draft: to create one (POST) or to replace one (PUT). */
export const draftInput = z.strictObject({
  ...fields,
  title: fields.title.default(null),
  body: fields.body.default(null),
  count: fields.count.default(null),
  score: fields.score.default(null),
  price: fields.price.default(null),
  done: fields.done.default(null),
  day: fields.day.default(null),
  at: fields.at.default(null),
  mood: fields.mood.default(null),
  contact: fields.contact.default(null),
  link: fields.link.default(null),
  token: fields.token.default(null),
  meta: fields.meta.default(null),
});

/** A part of a draft: to change some of its fields (PATCH). */
export const draftPatch = z.strictObject(fields).partial();

export type DraftInput = z.output<typeof draftInput>;
export type DraftPatch = z.output<typeof draftPatch>;

/** What a list of drafts can be narrowed down by; db/schema/drafts.ts has an index for each. */
export const draftFilters = {
  count: between(numeric(z.int32())),
  score: between(numeric(z.number())),
  price: between(decimal()),
  done: exactly(flag()),
  day: during(day()),
  at: during(moment()),
  mood: exactly(z.enum(moodChoices)),
  contact: exactly(emailAddress()),
  token: exactly(uuid()),
  q: words(),
} satisfies Filters;

export type DraftQuery = QueryOf<typeof draftFilters>;

/** How the form's inputs become the fields above. */
export const draftControls = {
  title: "text",
  body: "text",
  count: "number",
  score: "number",
  price: "text",
  done: "checkbox",
  day: "text",
  at: "datetime",
  mood: "text",
  contact: "text",
  link: "text",
  token: "text",
  meta: "json",
} as const satisfies Controls;
