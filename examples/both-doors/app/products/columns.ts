import type { Columns } from "@/lib/columns";

/** What lists of products show, and exports have; the first one leads to the record. */
export const columns = [
  {
    name: "name",
    label: "Name",
    kind: "string",
  },
  {
    name: "price",
    label: "Price",
    kind: "decimal",
  },
  {
    name: "categoryId",
    label: "Category",
    kind: "ref",
    path: "/categories",
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
