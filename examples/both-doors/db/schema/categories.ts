import {
  type AnyPgColumn,
  index,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { searched } from "./searched";

export const categories = pgTable(
  "categories",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    parentId: uuid("parent_id").references((): AnyPgColumn => categories.id),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("categories__name_unique").on(table.name),
    // Lists are read a page at a time: newest first, or as lib/schemas/categories.ts offers.
    index("categories_list_idx").on(table.createdAt, table.id),
    index("categories_search_idx").using("gin", searched(table.name)),
    // What is deleted looks for what refers to it.
    index("categories_parent_id_idx").on(table.parentId),
    index("categories_parent_id_filter_idx").on(table.parentId, table.createdAt, table.id),
  ],
);
