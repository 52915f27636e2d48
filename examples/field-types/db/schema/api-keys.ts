import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { authUsers } from "./auth";

export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The public half of the key: finds the row, proves nothing. */
    publicId: text("public_id").notNull().unique(),
    /** SHA-256 of the secret half, in hex. The secret itself is stored nowhere. */
    secretHash: text("secret_hash").notNull(),
    /** What it may do, with blanks between (lib/scopes.ts). */
    scopes: text("scopes").notNull().default("*"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true, precision: 3 }),
    /** Without one it works until it is revoked. */
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [index("api_keys_owner_id_idx").on(table.ownerId)],
);
