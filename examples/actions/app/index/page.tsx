import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { RebuildIndexForm } from "./rebuild-index-form";

export const metadata: Metadata = { title: "Index" };

export default async function IndexPage() {
  const session = await auth();
  const forms = (
    <div key="forms" className="space-y-4">
      <RebuildIndexForm />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="Index" />
      {forms}
    </div>
  );
}
