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
    // Lists are read newest first, a page at a time.
    index("samples_list_idx").on(table.ownerId, table.createdAt, table.id),
  ],
);
