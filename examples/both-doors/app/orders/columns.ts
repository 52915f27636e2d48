import type { Columns } from "@/lib/columns";

/** What lists of orders show, and exports have; the first one leads to the record. */
export const columns = [
  {
    name: "number",
    label: "Number",
    kind: "string",
  },
  {
    name: "customerId",
    label: "Customer",
    kind: "ref",
    path: "/customers",
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
