import "server-only";

import { z } from "zod";
import { transaction } from "@/db/sql";
import { Refused } from "@/lib/errors";
import { type Parsed, parse, parseId } from "@/lib/parse";
import { faultsIn, type Problem, problemOf } from "@/lib/problem";

// Many records in one request. Each item has a result of its own, in the order in which they were sent: what is
// wrong with one stops no other. All that is right is done in one transaction.

export const MAX_ITEMS = 100;

// What an item is, is asked of each by itself.
const items = z.array(z.unknown()).max(MAX_ITEMS).default([]);

/** To create records only: where a change has to name a version, none is deleted without. */
export const bulkCreation = z.strictObject({ create: z.array(z.unknown()).min(1).max(MAX_ITEMS) });

export const bulkBody = z
  .strictObject({ create: items, delete: items })
  .refine((sent) => sent.create.length + sent.delete.length > 0, {
    error: "Send something to create or to delete.",
  });

type Failed = { status: number; problem: Problem };
type Created<Row> = { status: 201; record: Row } | Failed;
type Deleted = { status: 204 } | Failed;

type Sent = { create: unknown[]; delete?: unknown[] };
type Work<Input, Row> = {
  /** What became of each: its row, or why there is none. */
  create: (input: Input[]) => Promise<(Row | Refused)[]>;
  /** Which of them are gone now, which of the others are there, and why some have to be. */
  delete?: (ids: string[]) => Promise<Gone>;
};

type Gone = { deleted: string[]; kept: string[]; inUse?: Map<string, string> };

/** Do what a bulk request asks for, and answer with a result for each item. */
export function runBulk<Schema extends z.ZodType, Row>(
  sent: Sent,
  schema: Schema,
  work: Work<z.output<Schema>, Row>,
): Promise<Response> {
  const parsed = sent.create.map((item) => parse(schema, item));
  const ids = sent.delete?.map((item) => parseId(item)?.toLowerCase() ?? null);
  return transaction(async () => {
    const rows = await work.create(parsed.flatMap((one) => (one.ok ? [one.data] : [])));
    const gone = await work.delete?.(ids?.filter((id) => id !== null) ?? []);
    return Response.json({
      create: createdFrom(parsed, rows),
      delete: ids && gone && deletedOf(ids, gone),
    });
  });
}

function createdFrom<Row>(parsed: Parsed<unknown>[], rows: (Row | Refused)[]): Created<Row>[] {
  const left = rows.values();
  return parsed.map((one, index) => {
    if (!one.ok) return invalid(one, `#/create/${index}`);
    const { value: record, done } = left.next();
    if (done) throw new Error("The database returned too few rows for an insert.");
    return record instanceof Refused
      ? refused(record, `#/create/${index}`)
      : { status: 201, record };
  });
}

function refused({ status, message, fieldErrors }: Refused, place: string): Failed {
  return { status, problem: problemOf(status, message, faultsIn(fieldErrors, place)) };
}

function invalid({ error, fieldErrors }: Parsed<unknown> & { ok: false }, place: string): Failed {
  const errors = faultsIn(fieldErrors, place);
  if (errors.length === 0) errors.push({ pointer: place, detail: error });
  return { status: 422, problem: problemOf(422, error, errors) };
}

function deletedOf(ids: (string | null)[], { deleted, kept, inUse }: Gone): Deleted[] {
  // An id that comes twice is gone by the second time.
  const left = new Set(deleted);
  return ids.map((id, index) => {
    if (id !== null && left.delete(id)) return { status: 204 };
    const [status, detail] = whyKept(id ?? "", kept, inUse);
    const errors = [{ pointer: `#/delete/${index}`, detail }];
    return { status, problem: problemOf(status, detail, errors) };
  });
}

function whyKept(id: string, kept: string[], inUse?: Map<string, string>): [number, string] {
  const reason = inUse?.get(id);
  if (reason) return [409, reason];
  return kept.includes(id) ? [403, "This is not yours to delete."] : [404, "Not found."];
}
