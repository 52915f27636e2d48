import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { DraftInput } from "../../lib/schemas/drafts";
import { authUsers } from "./auth";
import { json } from "./json-column";
import { searched } from "./searched";

export const drafts = pgTable(
  "drafts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    title: text("title"),
    body: text("body"),
    count: integer("count"),
    score: doublePrecision("score"),
    price: numeric("price", { precision: 19, scale: 4 }),
    done: boolean("done"),
    day: date("day"),
    at: timestamp("at", { withTimezone: true, precision: 3 }),
    mood: text("mood").$type<DraftInput["mood"]>(),
    contact: text("contact"),
    link: text("link"),
    token: uuid("token"),
    meta: json("meta").$type<DraftInput["meta"]>(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    // Lists are read a page at a time: newest first, or as lib/schemas/drafts.ts offers.
    index("drafts_list_idx").on(table.ownerId, table.createdAt, table.id),
    index("drafts_search_idx").using("gin", searched(table.title, table.body, table.contact)),
    index("drafts_count_filter_idx").on(table.ownerId, table.count, table.id),
    index("drafts_score_filter_idx").on(table.ownerId, table.score, table.id),
    index("drafts_price_filter_idx").on(table.ownerId, table.price, table.id),
    index("drafts_done_filter_idx").on(table.ownerId, table.done, table.createdAt, table.id),
    index("drafts_day_filter_idx").on(table.ownerId, table.day, table.id),
    index("drafts_at_filter_idx").on(table.ownerId, table.at, table.id),
    index("drafts_mood_filter_idx").on(table.ownerId, table.mood, table.createdAt, table.id),
    index("drafts_contact_filter_idx").on(table.ownerId, table.contact, table.createdAt, table.id),
    index("drafts_token_filter_idx").on(table.ownerId, table.token, table.createdAt, table.id),
  ],
);
