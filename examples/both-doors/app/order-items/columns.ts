import type { Columns } from "@/lib/columns";

/** What lists of order items show, and exports have; the first one leads to the record. */
export const columns = [
  {
    name: "orderId",
    label: "Order",
    kind: "ref",
    path: "/orders",
  },
  {
    name: "productId",
    label: "Product",
    kind: "ref",
    path: "/products",
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
