import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** The words in some columns, as PostgreSQL finds them by an index: letters and digits, whatever stands between. */
export function searched(...columns: PgColumn[]): SQL {
  const texts = columns.map((column) => sql`coalesce(${column}, '')`);
  const text = sql.join(texts, sql` || ' ' || `);
  // Otherwise an address would be one word, and a tag none.
  return sql`to_tsvector('simple', regexp_replace(${text}, '[!-/:-@[-\`{-~]', ' ', 'g'))`;
}
