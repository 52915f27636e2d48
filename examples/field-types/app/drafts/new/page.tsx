import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createDraft } from "../actions";
import { DraftForm } from "../draft-form";

export const metadata: Metadata = { title: "New draft" };

export default async function NewDraftPage() {
  const form = (
    <DraftForm
      key="form"
      action={createDraft}
      submit="Add draft"
      pending="Adding…"
      cancel="/drafts"
    />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New draft" trail={[{ title: "Drafts", path: "/drafts" }]} />
      {form}
    </div>
  );
}
