import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { searched } from "./searched";

export const news = pgTable(
  "news",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    headline: text("headline").notNull(),
    link: text("link"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    // Lists are read a page at a time: newest first, or as lib/schemas/news.ts offers.
    index("news_list_idx").on(table.createdAt, table.id),
    index("news_search_idx").using("gin", searched(table.headline)),
  ],
);
