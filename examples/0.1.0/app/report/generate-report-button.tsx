"use client";

import { ActionButton } from "@/components/action-button";
import { generateReport } from "./actions";

export function GenerateReportButton() {
  return (
    <ActionButton action={generateReport} pending="Working…">
      Generate report
    </ActionButton>
  );
}
