import { index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** Which events have been processed, so that one that is sent again does nothing. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    sender: text("sender").notNull(),
    /** The sender's own id of the event. Delete the row to have the event processed again. */
    eventId: text("event_id").notNull(),
    receivedAt: timestamp("received_at", { withTimezone: true, precision: 3 })
      .notNull()
      .defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.sender, table.eventId] }),
    // For a clean-up: what is older than a month will not be sent again, and may be deleted.
    index("webhook_events_received_at_idx").on(table.receivedAt),
  ],
);
