import { index, numeric, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { categories } from "./categories";
import { searched } from "./searched";

export const products = pgTable(
  "products",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    price: numeric("price", { precision: 19, scale: 4 }).notNull(),
    categoryId: uuid("category_id").references(() => categories.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    // Lists are read a page at a time: newest first, or as lib/schemas/products.ts offers.
    index("products_list_idx").on(table.createdAt, table.id),
    index("products_search_idx").using("gin", searched(table.name)),
    // What is deleted looks for what refers to it.
    index("products_category_id_idx").on(table.categoryId),
    index("products_price_filter_idx").on(table.price, table.id),
    index("products_category_id_filter_idx").on(table.categoryId, table.createdAt, table.id),
  ],
);
