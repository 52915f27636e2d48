import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/samples";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { viewer } from "@/lib/locale";
import { parseId } from "@/lib/parse";
import { sampleControls } from "@/lib/schemas/samples";
import { updateSample } from "../../actions";
import { SampleForm } from "../../sample-form";

export const metadata: Metadata = { title: "Edit sample" };

export default async function EditSamplePage({ params }: PageProps<"/samples/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getSample(callerOf(session), id));
  const { zone } = await viewer();
  const form = (
    <SampleForm
      key="form"
      action={updateSample.bind(null, id)}
      shown={record && shownIn(record, sampleControls, zone)}
      submit="Save"
      pending="Saving…"
      cancel={`/samples/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.title);
  const trail = [
    { title: "Samples", path: "/samples" },
    { title, path: `/samples/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit sample" trail={trail} />
      {form}
    </div>
  );
}
