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
    // Lists are read newest first, a page at a time.
    index("drafts_list_idx").on(table.ownerId, table.createdAt, table.id),
  ],
);
