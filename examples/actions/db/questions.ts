import "server-only";

import type { Known } from "./migrate";

/** What a driver does with one statement. */
export type Run = (
  text: string,
  values?: unknown[],
) => Promise<{ rows: Record<string, unknown>[] }>;

/** Which rows to count: all of a table, or those that lack a column's value, or have one of their own. */
export type Count = {
  table: string;
  schema?: string;
  column?: string;
  of: "rows" | "missing" | "values";
};
export type Question = { counts: Count[] };

/** The migrations that a database has run, and how many rows each count is about. */
export type Answer = { ran: Known[]; counts: number[] };

/** Put a question to a database; it reads only, and can ask for nothing else than what `Question` says. */
export async function answer(run: Run, { counts }: Question): Promise<Answer> {
  const numbers: number[] = [];
  for (const count of counts) numbers.push(await countOf(run, count));
  return { ran: await ranOn(run), counts: numbers };
}

// Where Drizzle keeps what ran.
const LIST = "drizzle.__drizzle_migrations";

async function ranOn(run: Run): Promise<Known[]> {
  if (!(await isThere(run, LIST))) return [];
  const { rows } = await run(`select created_at, hash from ${LIST} order by created_at`);
  return rows.map((row) => ({ when: Number(row.created_at), hash: String(row.hash) }));
}

async function countOf(run: Run, { table, schema, column, of }: Count): Promise<number> {
  const name = `${quoted(schema ?? "public")}.${quoted(table)}`;
  if (!(await isThere(run, name))) return 0;
  const condition = of === "rows" ? "true" : await conditionOf(run, name, column ?? "", of);
  if (condition === null) return 0;
  const { rows } = await run(`select count(*) as count from ${name} where ${condition}`);
  return Number(rows[0]?.count);
}

/** What is true of the rows; null where there is no such column. */
async function conditionOf(run: Run, table: string, column: string, of: "missing" | "values") {
  const { rows } = await run(
    `select format_type(atttypid, atttypmod) as type, pg_get_expr(adbin, adrelid) as usual
     from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
     where attrelid = to_regclass($1) and attname = $2 and not attisdropped`,
    [table, column],
  );
  const [found] = rows;
  if (!found) return null;
  const name = quoted(column);
  if (of === "missing") return `${name} is null`;
  // A default is nothing that anybody gave. As text, because not every type can be compared.
  const own = found.usual
    ? `${name}::text is distinct from ((${found.usual})::${found.type})::text`
    : "true";
  return `${name} is not null and ${own}`;
}

async function isThere(run: Run, name: string): Promise<boolean> {
  const { rows } = await run("select to_regclass($1) is not null as there", [name]);
  return rows[0]?.there === true;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
