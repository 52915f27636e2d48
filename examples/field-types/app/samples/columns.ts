import { moodChoices } from "@/lib/choices/samples";
import type { Columns } from "@/lib/columns";

/** What lists of samples show, and exports have; the first one leads to the record. */
export const columns = [
  {
    name: "title",
    label: "Title",
    kind: "string",
  },
  {
    name: "body",
    label: "Body",
    kind: "text",
    isExtra: true,
  },
  {
    name: "count",
    label: "Count",
    kind: "integer",
  },
  {
    name: "score",
    label: "Score",
    kind: "number",
  },
  {
    name: "price",
    label: "Price",
    kind: "decimal",
  },
  {
    name: "done",
    label: "Done",
    kind: "boolean",
  },
  {
    name: "day",
    label: "Day",
    kind: "date",
    isExtra: true,
  },
  {
    name: "at",
    label: "At",
    kind: "datetime",
    isExtra: true,
  },
  {
    name: "mood",
    label: "Mood",
    kind: "enum",
    choices: moodChoices,
    isExtra: true,
  },
  {
    name: "contact",
    label: "Contact",
    kind: "email",
    isExtra: true,
  },
  {
    name: "link",
    label: "Link",
    kind: "url",
    isExtra: true,
  },
  {
    name: "token",
    label: "Token",
    kind: "uuid",
    isExtra: true,
  },
  {
    name: "meta",
    label: "Meta",
    kind: "json",
    isExtra: true,
  },
  {
    name: "createdAt",
    label: "Created",
    kind: "datetime",
  },
  {
    name: "updatedAt",
    label: "Updated",
    kind: "datetime",
    isExtra: true,
  },
] as const satisfies Columns;
