import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createPreset } from "../actions";
import { PresetForm } from "../preset-form";

export const metadata: Metadata = { title: "New preset" };

export default async function NewPresetPage() {
  const form = (
    <PresetForm
      key="form"
      action={createPreset}
      submit="Add preset"
      pending="Adding…"
      cancel="/presets"
    />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New preset" trail={[{ title: "Presets", path: "/presets" }]} />
      {form}
    </div>
  );
}
