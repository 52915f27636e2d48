import { index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** What was answered to requests with an `Idempotency-Key`: whoever sends one again gets the same answer. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** SHA-256 of who sent it, where to, and the key. */
    id: text("id").primaryKey(),
    /** SHA-256 of what was sent. */
    request: text("request").notNull(),
    status: integer("status").notNull(),
    headers: jsonb("headers").notNull(),
    body: text("body").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index("idempotency_keys_created_at_idx").on(table.createdAt)],
);
