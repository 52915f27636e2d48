import { customType } from "drizzle-orm/pg-core";

/** A column for any JSON. Drizzle's own reads a text twice, and gives back "5" as the number 5. */
export const json = customType<{ data: unknown; driverData: string }>({
  dataType: () => "jsonb",
  toDriver: (value) => JSON.stringify(value),
});
