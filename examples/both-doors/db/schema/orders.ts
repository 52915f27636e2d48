import { index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authUsers } from "./auth";
import { customers } from "./customers";
import { searched } from "./searched";

export const orders = pgTable(
  "orders",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    number: text("number").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("orders__number_unique").on(table.ownerId, table.number),
    // Lists are read a page at a time: newest first, or as lib/schemas/orders.ts offers.
    index("orders_list_idx").on(table.ownerId, table.createdAt, table.id),
    index("orders_search_idx").using("gin", searched(table.number)),
    // What is deleted looks for what refers to it.
    index("orders_customer_id_idx").on(table.customerId),
    index("orders_customer_id_filter_idx").on(
      table.ownerId,
      table.customerId,
      table.createdAt,
      table.id,
    ),
  ],
);
