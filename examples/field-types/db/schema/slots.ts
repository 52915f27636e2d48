import {
  date,
  index,
  integer,
  numeric,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { SlotInput } from "../../lib/schemas/slots";
import { searched } from "./searched";

export const slots = pgTable(
  "slots",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    room: text("room").notNull(),
    day: date("day").notNull(),
    hour: integer("hour").notNull(),
    price: numeric("price", { precision: 19, scale: 4 }).notNull().default("0"),
    state: text("state").$type<SlotInput["state"]>().notNull().default("open"),
    code: text("code"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("slots__code_unique").on(table.code),
    uniqueIndex("slots__room__day__hour_unique").on(table.room, table.day, table.hour),
    // Lists are read a page at a time: newest first, or as lib/schemas/slots.ts offers.
    index("slots_list_idx").on(table.createdAt, table.id),
    index("slots_search_idx").using("gin", searched(table.room, table.code)),
    index("slots_day_filter_idx").on(table.day, table.id),
    index("slots_hour_filter_idx").on(table.hour, table.id),
    index("slots_price_filter_idx").on(table.price, table.id),
    index("slots_state_filter_idx").on(table.state, table.createdAt, table.id),
  ],
);
