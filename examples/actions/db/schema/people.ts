import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { authUsers } from "./auth";
import { searched } from "./searched";

export const people = pgTable(
  "people",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    // Lists are read a page at a time: newest first, or as lib/schemas/people.ts offers.
    index("people_list_idx").on(table.ownerId, table.createdAt, table.id),
    index("people_public_idx").on(table.createdAt, table.id),
    index("people_search_idx").using("gin", searched(table.name)),
  ],
);
