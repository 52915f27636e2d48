import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { GenerateReportButton } from "./generate-report-button";
import { ScheduleReportForm } from "./schedule-report-form";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage() {
  const session = await auth();
  const forms = (
    <div key="forms" className="space-y-4">
      <GenerateReportButton />
      <ScheduleReportForm />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="Report" />
      {forms}
    </div>
  );
}
