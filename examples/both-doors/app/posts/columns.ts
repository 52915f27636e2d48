import type { Columns } from "@/lib/columns";

/** What lists of posts show, and exports have; the first one leads to the record. */
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
