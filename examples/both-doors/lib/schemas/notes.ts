import { z } from "zod";
import { longText } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { type Filters, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  text: longText(),
};

/** A whole note: to create one (POST) or to replace one (PUT). */
export const noteInput = z.strictObject(fields);

/** A part of a note: to change some of its fields (PATCH). */
export const notePatch = z.strictObject(fields).partial();

export type NoteInput = z.output<typeof noteInput>;
export type NotePatch = z.output<typeof notePatch>;

/** What a list of notes can be narrowed down by; db/schema/notes.ts has an index for each. */
export const noteFilters = {
  q: words(),
} satisfies Filters;

export type NoteQuery = QueryOf<typeof noteFilters>;

/** How the form's inputs become the fields above. */
export const noteControls = {
  text: "text",
} as const satisfies Controls;
