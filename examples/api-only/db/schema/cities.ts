import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { searched } from "./searched";

export const cities = pgTable(
  "cities",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    // Lists are read a page at a time: newest first, or as lib/schemas/cities.ts offers.
    index("cities_list_idx").on(table.createdAt, table.id),
    index("cities_search_idx").using("gin", searched(table.name)),
  ],
);
