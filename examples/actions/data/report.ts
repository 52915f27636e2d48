import "server-only";

import { NotWrittenYet } from "@/lib/errors";
import type { Caller } from "@/lib/guard";
import type { ScheduleReportInput } from "@/lib/schemas/report";

/**
 * Yours to write. Returns what the user is told when it is done.
 *
 * The caller is signed in; whether they may touch a certain record is decided here.
 */
export async function generateReport(_caller: Caller): Promise<string> {
  throw new NotWrittenYet("generateReport in data/report.ts");
}

/**
 * Yours to write. Returns what the user is told when it is done.
 *
 * The caller is signed in; whether they may touch a certain record is decided here.
 */
export async function scheduleReport(
  _caller: Caller,
  _input: ScheduleReportInput,
): Promise<string> {
  throw new NotWrittenYet("scheduleReport in data/report.ts");
}
