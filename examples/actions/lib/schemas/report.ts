import { z } from "zod";
import { day } from "@/lib/field-types";
import type { Controls } from "@/lib/form";

export const scheduleReportInput = z.strictObject({
  month: day(),
});

export type ScheduleReportInput = z.output<typeof scheduleReportInput>;

/** How the form's inputs become the fields above. */
export const scheduleReportControls = {
  month: "text",
} as const satisfies Controls;
