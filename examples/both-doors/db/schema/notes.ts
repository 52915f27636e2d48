import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { searched } from "./searched";

export const notes = pgTable(
  "notes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    text: text("text").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    // Lists are read a page at a time: newest first, or as lib/schemas/notes.ts offers.
    index("notes_list_idx").on(table.createdAt, table.id),
    index("notes_search_idx").using("gin", searched(table.text)),
  ],
);
