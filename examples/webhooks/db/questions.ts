import "server-only";

import type { Known } from "./migrate";

/** What a driver does with one statement. */
export type Run = (
  text: string,
  values?: unknown[],
) => Promise<{ rows: Record<string, unknown>[] }>;

/**
 * Which rows to count: all of a table, or those that lack a column's value, or have one of their own; those
 * that have `value`; those that may be unlike any value of another `type`; those whose `columns` another row
 * has, too; those whose value is in no row of another table.
 */
export type Count = {
  table: string;
  schema?: string;
  column?: string;
  of: "rows" | "missing" | "values" | "having" | "unlike" | "twice" | "astray";
  value?: string;
  type?: string;
  columns?: string[];
  other?: string[];
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

async function countOf(run: Run, count: Count): Promise<number> {
  const name = `${quoted(count.schema ?? "public")}.${quoted(count.table)}`;
  if (!(await isThere(run, name))) return 0;
  if (count.of === "twice") return countTwice(run, name, count.columns ?? []);
  const condition = count.of === "rows" ? "true" : await conditionOf(run, name, count);
  if (condition === null) return 0;
  const values = count.of === "having" ? [count.value] : [];
  const { rows } = await run(`select count(*) as count from ${name} where ${condition}`, values);
  return Number(rows[0]?.count);
}

/** Count the rows whose values another row has, too; one without a value is like no other. */
async function countTwice(run: Run, table: string, columns: string[]): Promise<number> {
  for (const column of columns) if (!(await columnOf(run, table, column))) return 0;
  const names = columns.map(quoted);
  const there = names.map((name) => `${name} is not null`).join(" and ");
  const groups = `select count(*) as times from ${table} where ${there} group by ${names.join(", ")}`;
  const { rows } = await run(
    `select coalesce(sum(times), 0) as count from (${groups} having count(*) > 1) as found`,
  );
  return Number(rows[0]?.count);
}

/** What is true of the rows; null where there is no such column. */
async function conditionOf(run: Run, table: string, count: Count): Promise<string | null> {
  const found = await columnOf(run, table, count.column ?? "");
  if (!found) return null;
  const name = quoted(count.column ?? "");
  switch (count.of) {
    case "missing":
      return `${name} is null`;
    case "having":
      return `${name} = $1`;
    case "unlike":
      return `${name} is not null and ${unlike(name, found.type, count.type ?? "")}`;
    case "astray": {
      const there = await keyOf(run, count.other ?? []);
      return there && `${name} is not null and not exists (${there} = ${table}.${name})`;
    }
    default:
      return `${name} is not null and ${given(name, found)}`;
  }
}

/** Whether a value of one type may be none of another. */
function unlike(name: string, from: unknown, type: string): string {
  const text = written(name, from);
  // What somebody wrote has to be written as the very same text again.
  const isSaid = from === "text" || from === "jsonb";
  const isUnlike = `${text} !~ '${(isSaid ? SAME : SURELY).get(type) ?? "^$"}'`;
  const isLarge = `(${text})::numeric not between -2147483648 and 2147483647`;
  return type === "integer" ? `case when ${isUnlike} then true else ${isLarge} end` : isUnlike;
}

/** Where to look for a row of another table; null where there is no such column. */
async function keyOf(run: Run, [schema = "", table = "", key = ""]: string[]) {
  const name = `${quoted(schema)}.${quoted(table)}`;
  const isKnown = (await isThere(run, name)) && (await columnOf(run, name, key));
  return isKnown ? `select from ${name} as there where there.${quoted(key)}` : null;
}

/** Whether somebody gave a value: a default is none. As text, because not every type can be compared. */
function given(name: string, { type, usual }: Record<string, unknown>): string {
  return usual ? `${name}::text is distinct from ((${usual})::${type})::text` : "true";
}

async function columnOf(run: Run, table: string, column: string) {
  const { rows } = await run(
    `select format_type(atttypid, atttypmod) as type, pg_get_expr(adbin, adrelid) as usual
     from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
     where attrelid = to_regclass($1) and attname = $2 and not attisdropped`,
    [table, column],
  );
  return rows[0];
}

const DAY =
  "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[1-9][0-9]00)-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)";
const CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,3})?)?";

// What a value of each type looks like; one that looks otherwise may still be one.
const SURELY = new Map([
  ["text", ""],
  ["integer", "^-?[0-9]{1,10}([.]0*)?$"],
  ["double precision", "^-?[0-9]{1,11}([.][0-9]{1,4})?$"],
  ["numeric(19, 4)", "^-?[0-9]{1,15}([.][0-9]{1,4}0*)?$"],
  ["boolean", "^(1([.]0+)?|0([.]0+)?)$"],
  ["date", `^${DAY}(T00:00:00[.]000Z)?$`],
  ["timestamp (3) with time zone", `^${DAY}$`],
]);
const SAME = new Map([
  ["text", ""],
  ["integer", "^(0|-?[1-9][0-9]{0,9})$"],
  ["double precision", "^(?!-0$)-?(0|[1-9][0-9]{0,10})([.][0-9]{0,3}[1-9])?$"],
  ["numeric(19, 4)", "^(?!-0([.]0+)?$)-?(0|[1-9][0-9]{0,14})([.][0-9]{1,4}0*)?$"],
  ["boolean", "^(true|false)$"],
  ["date", `^${DAY}$`],
  ["timestamp (3) with time zone", `^${DAY}T${CLOCK}Z$`],
  ["uuid", "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"],
]);

/** A value as the text that a migration would convert. */
function written(name: string, type: unknown): string {
  if (type === "jsonb") {
    return `case jsonb_typeof(${name}) when 'string' then ${name} #>> '{}' else ${name}::text end`;
  }
  return type === "timestamp(3) with time zone"
    ? `to_char(${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : `${name}::text`;
}

async function isThere(run: Run, name: string): Promise<boolean> {
  const { rows } = await run("select to_regclass($1) is not null as there", [name]);
  return rows[0]?.there === true;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
