import { z } from "zod";
import { day, webAddress } from "@/lib/field-types";
import type { Controls } from "@/lib/form";

// What a client may send, and no more: never an id, an owner or a timestamp.
const fields = {
  text: z.string().trim().min(3, "Say a little more.").max(140),
  completed: z.boolean(),
  due: day().nullable(),
};

/** A whole todo: to create one (POST) or to replace one (PUT). */
export const todoInput = z.strictObject({
  ...fields,
  completed: fields.completed.default(false),
  due: fields.due.default(null),
});

/** A part of a todo: to change some of its fields (PATCH). */
export const todoPatch = z.strictObject(fields).partial();

export type TodoInput = z.output<typeof todoInput>;
export type TodoPatch = z.output<typeof todoPatch>;

/** How the form's inputs become the fields above. */
export const todoControls = {
  text: "text",
  completed: "checkbox",
  due: "text",
} as const satisfies Controls;

export const archiveTodoInput = z.strictObject({
  reason: z.string().trim().min(1).max(255),
});

export type ArchiveTodoInput = z.output<typeof archiveTodoInput>;

/** How the form's inputs become the fields above. */
export const archiveTodoControls = {
  reason: "text",
} as const satisfies Controls;

export const importTodosInput = z.strictObject({
  source: webAddress(),
});

export type ImportTodosInput = z.output<typeof importTodosInput>;

/** How the form's inputs become the fields above. */
export const importTodosControls = {
  source: "text",
} as const satisfies Controls;
