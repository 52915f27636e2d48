import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
<<<<<<< HEAD
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
=======
import { SubmitButton } from "@/components/submit-button";
>>>>>>> matrix
import * as data from "@/data/samples";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deleteSample, updateSample } from "../actions";
import { SampleForm } from "../sample-form";

export const metadata: Metadata = { title: "Edit sample" };

export default async function SamplePage({ params }: PageProps<"/samples/[id]">) {
  const session = await auth();
<<<<<<< HEAD
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
=======
  if (!session) redirect("/sign-in");
>>>>>>> matrix

  const id = parseId((await params).id);
  const record = id && (await data.getSample(callerOf(session), id));
  if (!record) notFound();

  const update = updateSample.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/samples" className="link inline-block text-sm">
        All samples
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit sample</h1>
<<<<<<< HEAD
      {forms}
=======
      <SampleForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deleteSample.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
>>>>>>> matrix
    </div>
  );
}
