import { z } from "zod";
import { anyJson, day, decimal, moment, webAddress } from "@/lib/field-types";
import type { Controls } from "@/lib/form";

export const moodChoices = ["good", "bad", "so-so"] as const;

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  title: z.string().trim().min(1).max(255).nullable(),
  body: z.string().trim().min(1).max(10_000).nullable(),
  count: z.int32().nullable(),
  score: z.number().nullable(),
  price: decimal().nullable(),
  done: z.boolean().nullable(),
  day: day().nullable(),
  at: moment().nullable(),
  mood: z.enum(moodChoices).nullable(),
  contact: z.email().max(254).nullable(),
  link: webAddress().nullable(),
  token: z.uuid().nullable(),
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
