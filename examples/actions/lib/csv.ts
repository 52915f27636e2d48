import "server-only";

import type { Column } from "@/lib/columns";
import { jsonOf } from "@/lib/format";
import { asUsual, type ListQuery, type Page, placeIn } from "@/lib/list";
import { logError } from "@/lib/log";

// A list as a file for spreadsheets (RFC 4180). It is read and sent a batch at a time, so that it takes the
// same memory however long it is.

const BATCH = 500;

// Without it Excel takes UTF-8 for something else.
const BYTE_ORDER_MARK = "\uFEFF";

/** A file of all that a question asks for, whatever its page. */
export function sendCsv<
  Name extends string,
  Field extends string,
  Row extends { id: string } & Record<Name | Field, unknown>,
>(
  name: string,
  columns: readonly Column<Name>[],
  question: Partial<ListQuery<Field | "createdAt">>,
  list: (query: ListQuery<Field | "createdAt">) => Promise<Page<Row>>,
): Response {
  const day = new Date().toISOString().slice(0, 10);
  return new Response(streamOf(linesOf(columns, asUsual(question), list)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}-${day}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}

async function* linesOf<Name extends string, Query extends ListQuery, Row extends { id: string }>(
  columns: readonly Column<Name>[],
  query: Query,
  list: (query: Query) => Promise<Page<Row & Record<Name, unknown>>>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + line(["ID", ...columns.map(({ label }) => label)]);
  let place: ListQuery["after"] = null;
  do {
    const { items } = await list({ ...query, after: place, limit: BATCH });
    yield items.map((row) => line([row.id, ...columns.map(({ name }) => row[name])])).join("");
    const last = items.length === BATCH ? items.at(-1) : undefined;
    place = last ? placeIn(last, query.sort) : null;
  } while (place !== null);
}

function line(values: unknown[]): string {
  return `${values.map(cell).join(",")}\r\n`;
}

function cell(value: unknown): string {
  const text = textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return harmless(value);
  if (!(value instanceof Date)) return typeof value === "object" ? jsonOf(value) : String(value);
  // PostgreSQL knows moments that JavaScript does not, such as `infinity`.
  return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
}

// What a spreadsheet takes for the beginning of a formula, in the letters of East Asia, too.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** A text that a spreadsheet shows, and does not run: what somebody typed may be a formula. */
function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** What is sent as it is asked for, and no faster. */
function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        // Half a file must not look like a whole one: the download fails.
        logError(error);
        controller.error(error);
      }
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
