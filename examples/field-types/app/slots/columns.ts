import { stateChoices, stateLabels } from "@/lib/choices/slots";
import type { Columns } from "@/lib/columns";

/** What lists of slots show, and exports have; the first one leads to the record. */
export const columns = [
  {
    name: "room",
    label: "Room",
    kind: "string",
  },
  {
    name: "day",
    label: "Day",
    kind: "date",
  },
  {
    name: "hour",
    label: "Hour",
    kind: "integer",
  },
  {
    name: "price",
    label: "Price",
    kind: "decimal",
  },
  {
    name: "state",
    label: "Availability",
    kind: "enum",
    choices: stateChoices,
    labels: stateLabels,
  },
  {
    name: "code",
    label: "Code",
    kind: "string",
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
