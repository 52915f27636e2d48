import "server-only";

import { sql as statement } from "drizzle-orm";
import { type Database, db, type Transaction } from "@/db";

export { transaction } from "@/db";

/** What a statement may hold: it is sent beside the text, and never becomes part of it. */
export type Value = string | number | boolean | Date | null;

export type Sql = <Row = Record<string, unknown>>(
  text: TemplateStringsArray,
  ...values: Value[]
) => Promise<Row[]>;

/**
 * One statement of SQL, and the rows it answers with: for the tables that are no resource.
 *
 *     const keys = await sql<{ id: string; createdAt: Date }>`
 *       select id, created_at from api_keys where owner_id = ${userId}`;
 *
 * Whatever the database, the column `created_at` is called `createdAt`, a `timestamptz` is a Date, and
 * a `bigint`, such as `count(*)`, is a number.
 */
export const sql: Sql = (text, ...values) => run(db(), text, values);

/** The same in a transaction of Drizzle's own, `db().transaction`, of which `sql` itself knows nothing. */
export function sqlIn(tx: Transaction): Sql {
  return (text, ...values) => run(tx, text, values);
}

// What both drivers answer with; `execute` itself does not say.
type Column = { name: string; dataTypeID: number };
type Answer = { rows: Record<string, unknown>[]; fields: Column[] };

async function run<Row>(on: Database, text: TemplateStringsArray, values: Value[]): Promise<Row[]> {
  const sent = values.map((value) => (value instanceof Date ? value.toISOString() : value));
  const answer = await on.execute(statement(text, ...sent.map((value) => statement.param(value))));
  const { rows, fields } = answer as Answer;
  return rows.map((row) => {
    const columns = fields.map((column) => [camelCase(column.name), read(row, column)]);
    return Object.fromEntries(columns) as Row;
  });
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

// PostgreSQL's own numbers of two types which the drivers do not read alike.
const BIGINT = 20;
const TIMESTAMPTZ = 1184;

function read(row: Record<string, unknown>, { name, dataTypeID }: Column): unknown {
  const value = row[name];
  if (value !== null && dataTypeID === TIMESTAMPTZ) return new Date(String(value));
  if (value !== null && dataTypeID === BIGINT) return Number(value);
  return value;
}
