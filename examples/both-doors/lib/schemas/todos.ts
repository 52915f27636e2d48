import { z } from "zod";
import type { Controls } from "@/lib/form";
import { exactly, type Filters, flag, type QueryOf, words } from "@/lib/list";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  text: z.string().trim().min(1).max(255),
  completed: z.boolean(),
};

/** A whole todo: to create one (POST) or to replace one (PUT). */
export const todoInput = z.strictObject({
  ...fields,
  completed: fields.completed.default(false),
});

/** A part of a todo: to change some of its fields (PATCH). */
export const todoPatch = z.strictObject(fields).partial();

export type TodoInput = z.output<typeof todoInput>;
export type TodoPatch = z.output<typeof todoPatch>;

/** What a list of todos can be narrowed down by; db/schema/todos.ts has an index for each. */
export const todoFilters = {
  completed: exactly(flag()),
  q: words(),
} satisfies Filters;

export type TodoQuery = QueryOf<typeof todoFilters>;

/** How the form's inputs become the fields above. */
export const todoControls = {
  text: "text",
  completed: "checkbox",
} as const satisfies Controls;
