import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/presets";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { presetControls } from "@/lib/schemas/presets";
import { deletePreset, updatePreset } from "../actions";
import { PresetForm } from "../preset-form";

export const metadata: Metadata = { title: "Edit preset" };

export default async function PresetPage({ params }: PageProps<"/presets/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getPreset(callerOf(session), id));
  const forms = (
    <div key="forms" className="space-y-6">
      <PresetForm
        action={updatePreset.bind(null, id)}
        shown={record && shownIn(record, presetControls)}
        submit="Save"
        pending="Saving…"
      />
      <DangerButton action={deletePreset.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));
  if (!record) return keptForms(forms, notFound);

  return (
    <div className="page space-y-6">
      <Link href="/presets" className="link inline-block text-sm">
        All presets
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit preset</h1>
      {forms}
    </div>
  );
}
