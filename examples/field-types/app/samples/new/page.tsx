import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createSample } from "../actions";
import { SampleForm } from "../sample-form";

export const metadata: Metadata = { title: "New sample" };

export default async function NewSamplePage() {
  const form = (
    <SampleForm
      key="form"
      action={createSample}
      submit="Add sample"
      pending="Adding…"
      cancel="/samples"
    />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New sample" trail={[{ title: "Samples", path: "/samples" }]} />
      {form}
    </div>
  );
}
