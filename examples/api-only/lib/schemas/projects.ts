import { z } from "zod";
import { day, optional } from "@/lib/field-types";
import { during, type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  name: z.string().trim().min(1).max(255),
  due: optional(day()),
};

/** A whole project: to create one (POST) or to replace one (PUT). */
export const projectInput = z.strictObject({
  ...fields,
  due: fields.due.default(null),
});

/** A part of a project: to change some of its fields (PATCH). */
export const projectPatch = z.strictObject(fields).partial();

export type ProjectInput = z.output<typeof projectInput>;
export type ProjectPatch = z.output<typeof projectPatch>;

/** What a list of projects can be narrowed down by; db/schema/projects.ts has an index for each. */
export const projectFilters = {
  due: during(day()),
  q: words(),
} satisfies Filters;

export type ProjectQuery = QueryOf<typeof projectFilters>;
