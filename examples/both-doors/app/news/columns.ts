import type { Columns } from "@/lib/columns";

/** What lists of news show, and exports have; the first one leads to the record. */
export const columns = [
  {
    name: "headline",
    label: "Headline",
    kind: "string",
  },
  {
    name: "link",
    label: "Link",
    kind: "url",
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
