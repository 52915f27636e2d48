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
import type { SampleInput } from "../../lib/schemas/samples";
import { authUsers } from "./auth";
import { json } from "./json-column";
import { searched } from "./searched";

export const samples = pgTable(
  "samples",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    title: text("title").notNull(),
    body: text("body").notNull(),
    count: integer("count").notNull(),
    score: doublePrecision("score").notNull(),
    price: numeric("price", { precision: 19, scale: 4 }).notNull(),
    done: boolean("done").notNull(),
    day: date("day").notNull(),
    at: timestamp("at", { withTimezone: true, precision: 3 }).notNull(),
    mood: text("mood").$type<SampleInput["mood"]>().notNull(),
    contact: text("contact").notNull(),
    link: text("link").notNull(),
    token: uuid("token").notNull(),
    meta: json("meta").$type<SampleInput["meta"]>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    // Lists are read a page at a time: newest first, or as lib/schemas/samples.ts offers.
    index("samples_list_idx").on(table.ownerId, table.createdAt, table.id),
    index("samples_search_idx").using("gin", searched(table.title, table.body, table.contact)),
    index("samples_count_filter_idx").on(table.ownerId, table.count, table.id),
    index("samples_score_filter_idx").on(table.ownerId, table.score, table.id),
    index("samples_price_filter_idx").on(table.ownerId, table.price, table.id),
    index("samples_done_filter_idx").on(table.ownerId, table.done, table.createdAt, table.id),
    index("samples_day_filter_idx").on(table.ownerId, table.day, table.id),
    index("samples_at_filter_idx").on(table.ownerId, table.at, table.id),
    index("samples_mood_filter_idx").on(table.ownerId, table.mood, table.createdAt, table.id),
    index("samples_contact_filter_idx").on(table.ownerId, table.contact, table.createdAt, table.id),
    index("samples_token_filter_idx").on(table.ownerId, table.token, table.createdAt, table.id),
  ],
);
