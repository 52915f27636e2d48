import "server-only";

import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import { transaction } from "@/db";
import { chainOf, Refused, Taken } from "@/lib/errors";

// Whether a value is taken is for the database to say, when it is written: whoever asks before is told what was
// true a moment ago, and of two who write at once both would be right.

/**
 * What to do with the error of a statement that writes to a table: where a unique index of it was broken, throw
 * `Taken` with the fields, as `columns` calls them, and any other error as it is.
 *
 *     await db().insert(todos).values(row).catch(whereTaken(todos, columns));
 */
export function whereTaken(
  table: PgTable,
  columns: Record<string, PgColumn>,
): (error: unknown) => never {
  return (error) => {
    const names = brokenBy(error, table);
    if (!names) throw error;
    const fields = Object.entries(columns).filter(([, column]) => names.includes(column.name));
    throw new Taken(
      fields.map(([field]) => field),
      { cause: error },
    );
  };
}

const UNIQUE_VIOLATION = "23505";

/** The columns of the unique index that a statement broke; undefined where it failed for another reason. */
function brokenBy(error: unknown, table: PgTable): string[] | undefined {
  const violation = chainOf(error).find((link) => Reflect.get(link, "code") === UNIQUE_VIOLATION);
  const broken: unknown = violation && Reflect.get(violation, "constraint");
  if (!broken) return undefined;
  const { columns, indexes, uniqueConstraints } = getTableConfig(table);
  const alone = columns.filter(({ isUnique, uniqueName }) => isUnique && uniqueName === broken);
  const together =
    indexes.find(({ config }) => config.name === broken)?.config.columns ??
    uniqueConstraints.find((constraint) => constraint.getName() === broken)?.columns;
  return (together ?? (alone.length > 0 ? alone : undefined))?.flatMap((column) =>
    "name" in column && column.name ? [column.name] : [],
  );
}

/**
 * Write rows all at once or, where one of them is refused, each by itself: what is wrong with one stops no other.
 * What is answered stands where its row stood.
 */
export async function writeEach<Input, Row>(
  inputs: Input[],
  write: (inputs: Input[]) => Promise<Row[]>,
): Promise<(Row | Refused)[]> {
  if (inputs.length === 0) return [];
  const rows = await unlessRefused(write, inputs);
  if (!(rows instanceof Refused)) return rows;
  const results: (Row | Refused)[] = [];
  for (const input of inputs) {
    const written = await unlessRefused(write, [input]);
    results.push(...(written instanceof Refused ? [written] : written));
  }
  return results;
}

/** In a transaction of its own: one that has failed takes no more statements. */
async function unlessRefused<Input, Row>(
  write: (inputs: Input[]) => Promise<Row[]>,
  inputs: Input[],
): Promise<Row[] | Refused> {
  try {
    return await transaction(() => write(inputs));
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
