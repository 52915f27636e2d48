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
import type { PresetInput } from "../../lib/schemas/presets";
import { authUsers } from "./auth";
import { json } from "./json-column";
import { searched } from "./searched";

export const presets = pgTable(
  "presets",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    title: text("title").notNull().default("Untitled"),
    body: text("body").notNull().default("Two words"),
    count: integer("count").notNull().default(3),
    score: doublePrecision("score").notNull().default(0.5),
    price: numeric("price", { precision: 19, scale: 4 }).notNull().default("9.90"),
    done: boolean("done").notNull().default(true),
    day: date("day").notNull().default("2026-01-31"),
    at: timestamp("at", { withTimezone: true, precision: 3 })
      .notNull()
      .default(new Date("2026-01-31T12:00:00.000Z")),
    mood: text("mood").$type<PresetInput["mood"]>().notNull().default("good"),
    contact: text("contact").notNull().default("ada@example.com"),
    link: text("link").notNull().default("https://example.com"),
    token: uuid("token").notNull().default("0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"),
    meta: json("meta").$type<PresetInput["meta"]>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    // Lists are read a page at a time: newest first, or as lib/schemas/presets.ts offers.
    index("presets_list_idx").on(table.ownerId, table.createdAt, table.id),
    index("presets_search_idx").using("gin", searched(table.title, table.body, table.contact)),
    index("presets_count_filter_idx").on(table.ownerId, table.count, table.id),
    index("presets_score_filter_idx").on(table.ownerId, table.score, table.id),
    index("presets_price_filter_idx").on(table.ownerId, table.price, table.id),
    index("presets_done_filter_idx").on(table.ownerId, table.done, table.createdAt, table.id),
    index("presets_day_filter_idx").on(table.ownerId, table.day, table.id),
    index("presets_at_filter_idx").on(table.ownerId, table.at, table.id),
    index("presets_mood_filter_idx").on(table.ownerId, table.mood, table.createdAt, table.id),
    index("presets_contact_filter_idx").on(table.ownerId, table.contact, table.createdAt, table.id),
    index("presets_token_filter_idx").on(table.ownerId, table.token, table.createdAt, table.id),
  ],
);
