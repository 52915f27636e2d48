import { index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authUsers } from "./auth";
import { searched } from "./searched";

export const customers = pgTable(
  "customers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    email: text("email").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("customers__email_unique").on(table.ownerId, table.email),
    // Lists are read a page at a time: newest first, or as lib/schemas/customers.ts offers.
    index("customers_list_idx").on(table.ownerId, table.createdAt, table.id),
    index("customers_search_idx").using("gin", searched(table.name, table.email)),
    index("customers_email_filter_idx").on(table.ownerId, table.email, table.createdAt, table.id),
  ],
);
