import { z } from "zod";
import { importTodosMoodChoices } from "@/lib/choices/todos";
import { longText, moment, optional, webAddress } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { type Filters, type QueryOf, words } from "@/lib/list";

export { importTodosMoodChoices };

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  text: z.string().trim().min(1).max(255),
};

/** A whole todo: to create one (POST) or to replace one (PUT). */
export const todoInput = z.strictObject(fields);

/** A part of a todo: to change some of its fields (PATCH). */
export const todoPatch = z.strictObject(fields).partial();

export type TodoInput = z.output<typeof todoInput>;
export type TodoPatch = z.output<typeof todoPatch>;

/** What a list of todos can be narrowed down by; db/schema/todos.ts has an index for each. */
export const todoFilters = {
  q: words(),
} satisfies Filters;

export type TodoQuery = QueryOf<typeof todoFilters>;

/** How the form's inputs become the fields above. */
export const todoControls = {
  text: "text",
} as const satisfies Controls;

export const importTodosInput = z.strictObject({
  source: webAddress(),
  mood: z.enum(importTodosMoodChoices),
});

export type ImportTodosInput = z.output<typeof importTodosInput>;

/** How the form's inputs become the fields above. */
export const importTodosControls = {
  source: "text",
  mood: "text",
} as const satisfies Controls;

export const snoozeTodoInput = z.strictObject({
  until: moment(),
  reason: optional(longText()),
});

export type SnoozeTodoInput = z.output<typeof snoozeTodoInput>;

/** How the form's inputs become the fields above. */
export const snoozeTodoControls = {
  until: "datetime",
  reason: "text",
} as const satisfies Controls;
