import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/samples";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { sampleControls } from "@/lib/schemas/samples";
import { deleteSample, updateSample } from "../actions";
import { SampleForm } from "../sample-form";

export const metadata: Metadata = { title: "Edit sample" };

export default async function SamplePage({ params }: PageProps<"/samples/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getSample(callerOf(session), id));
  const forms = (
    <div key="forms" className="space-y-6">
      <SampleForm
        action={updateSample.bind(null, id)}
        shown={record && shownIn(record, sampleControls)}
        submit="Save"
        pending="Saving…"
      />
      <DangerButton action={deleteSample.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));
  if (!record) return keptForms(forms, notFound);

  return (
    <div className="page space-y-6">
      <Link href="/samples" className="link inline-block text-sm">
        All samples
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit sample</h1>
      {forms}
    </div>
  );
}
