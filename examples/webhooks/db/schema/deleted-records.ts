import { boolean, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { authUsers } from "./auth";

/** What people have deleted a moment ago, for them to bring back: see db/undo.ts. */
export const deletedRecords = pgTable(
  "deleted_records",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** What was deleted at once comes back at once. */
    batch: uuid("batch").notNull(),
    /** Who deleted it. */
    userId: text("user_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    table: text("table").notNull(),
    /** Whether the row went, or lost what a column of it referred to, since another one was deleted. */
    followed: boolean("followed").notNull().default(false),
    emptied: text("emptied"),
    /** The columns that the table had then, and their types. */
    shape: text("shape").notNull(),
    /** The row, as PostgreSQL writes one: no other form of it keeps every value as it was. */
    row: text("row").notNull(),
    deletedAt: timestamp("deleted_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index("deleted_records_batch_idx").on(table.batch),
    index("deleted_records_user_id_idx").on(table.userId),
    index("deleted_records_deleted_at_idx").on(table.deletedAt),
  ],
);
