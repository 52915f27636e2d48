import { z } from "zod";
import { moodChoices } from "@/lib/choices/samples";
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

/** A whole sample: to create one (POST) or to replace one (PUT). */
export const sampleInput = z.strictObject(fields);

/** A part of a sample: to change some of its fields (PATCH). */
export const samplePatch = z.strictObject(fields).partial();

export type SampleInput = z.output<typeof sampleInput>;
export type SamplePatch = z.output<typeof samplePatch>;

/** What a list of samples can be narrowed down by; db/schema/samples.ts has an index for each. */
export const sampleFilters = {
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

export type SampleQuery = QueryOf<typeof sampleFilters>;

/** How the form's inputs become the fields above. */
export const sampleControls = {
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
