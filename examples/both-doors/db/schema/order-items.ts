import { index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authUsers } from "./auth";
import { orders } from "./orders";
import { products } from "./products";

export const orderItems = pgTable(
  "order_items",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("order_items__order_id__product_id_unique").on(
      table.ownerId,
      table.orderId,
      table.productId,
    ),
    // Lists are read a page at a time: newest first, or as lib/schemas/order-items.ts offers.
    index("order_items_list_idx").on(table.ownerId, table.createdAt, table.id),
    // What is deleted looks for what refers to it.
    index("order_items_order_id_idx").on(table.orderId),
    index("order_items_product_id_idx").on(table.productId),
    index("order_items_order_id_filter_idx").on(
      table.ownerId,
      table.orderId,
      table.createdAt,
      table.id,
    ),
    index("order_items_product_id_filter_idx").on(
      table.ownerId,
      table.productId,
      table.createdAt,
      table.id,
    ),
  ],
);
