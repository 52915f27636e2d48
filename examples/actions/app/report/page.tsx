import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { auth } from "@/lib/auth";
import { GenerateReportButton } from "./generate-report-button";
import { ScheduleReportForm } from "./schedule-report-form";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage() {
  const session = await auth();
  if (!session) redirect("/sign-in");

  return (
    <div className="page space-y-6">
      <h1 className="text-2xl font-semibold tracking-tight">Report</h1>
      <GenerateReportButton />
      <ScheduleReportForm />
    </div>
  );
}
