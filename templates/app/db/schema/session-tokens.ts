import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { authSessions } from "./auth";

/** What a frontend elsewhere has in place of a cookie. The tokens of a session end with it. */
export const sessionTokens = pgTable(
  "auth_session_tokens",
  {
    /** SHA-256 of the token, in hex. The token itself is stored nowhere. */
    hash: text("hash").primaryKey(),
    sessionId: text("session_id")
      .notNull()
      .references(() => authSessions.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["access", "refresh"] }).notNull(),
    /** Without one it works for as long as its session. */
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }),
    usedAt: timestamp("used_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [index("auth_session_tokens_session_id_idx").on(table.sessionId)],
);
