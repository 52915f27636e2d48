import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
<<<<<<< HEAD
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
=======
import { SubmitButton } from "@/components/submit-button";
>>>>>>> matrix
import * as data from "@/data/presets";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deletePreset, updatePreset } from "../actions";
import { PresetForm } from "../preset-form";

export const metadata: Metadata = { title: "Edit preset" };

export default async function PresetPage({ params }: PageProps<"/presets/[id]">) {
  const session = await auth();
<<<<<<< HEAD
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
=======
  if (!session) redirect("/sign-in");
>>>>>>> matrix

  const id = parseId((await params).id);
  const record = id && (await data.getPreset(callerOf(session), id));
  if (!record) notFound();

  const update = updatePreset.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/presets" className="link inline-block text-sm">
        All presets
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit preset</h1>
<<<<<<< HEAD
      {forms}
=======
      <PresetForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deletePreset.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
>>>>>>> matrix
    </div>
  );
}
