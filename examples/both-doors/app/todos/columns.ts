import type { Columns } from "@/lib/columns";

/** What lists of todos show, and exports have; the first one leads to the record. */
export const columns = [
  {
    name: "text",
    label: "Text",
    kind: "string",
  },
  {
    name: "completed",
    label: "Completed",
    kind: "boolean",
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
