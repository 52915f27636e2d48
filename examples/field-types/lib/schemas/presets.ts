import { z } from "zod";
import { moodChoices } from "@/lib/choices/presets";
import {
  anyJson,
  day,
  decimal,
  emailAddress,
  longText,
  moment,
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
  title: z.string().trim().min(1).max(255),
  body: longText(),
  count: z.int32(),
  score: z.number(),
  price: decimal(),
  done: z.boolean(),
  day: day(),
  at: moment(),
  mood: z.enum(moodChoices),
  contact: emailAddress(),
  link: webAddress(),
  token: uuid(),
  meta: anyJson(),
};

/** A whole preset: to create one (POST) or to replace one (PUT). */
export const presetInput = z.strictObject({
  ...fields,
  title: fields.title.default("Untitled"),
  body: fields.body.default("Two words"),
  count: fields.count.default(3),
  score: fields.score.default(0.5),
  price: fields.price.default("9.90"),
  done: fields.done.default(true),
  day: fields.day.default("2026-01-31"),
  at: fields.at.default(new Date("2026-01-31T12:00:00.000Z")),
  mood: fields.mood.default("good"),
  contact: fields.contact.default("ada@example.com"),
  link: fields.link.default("https://example.com"),
  token: fields.token.default("0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"),
  meta: fields.meta.default(JSON.parse('{"a":[1,2]}')),
});

/** A part of a preset: to change some of its fields (PATCH). */
export const presetPatch = z.strictObject(fields).partial();

export type PresetInput = z.output<typeof presetInput>;
export type PresetPatch = z.output<typeof presetPatch>;

/** What a list of presets can be narrowed down by; db/schema/presets.ts has an index for each. */
export const presetFilters = {
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

export type PresetQuery = QueryOf<typeof presetFilters>;

/** How the form's inputs become the fields above. */
export const presetControls = {
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
