import type { Columns } from "@/lib/columns";

/** What lists of people show, and exports have; the first one leads to the record. */
export const columns = [
  {
    name: "name",
    label: "Name",
    kind: "string",
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
