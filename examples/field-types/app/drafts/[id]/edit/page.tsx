import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/drafts";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { viewer } from "@/lib/locale";
import { parseId } from "@/lib/parse";
import { draftControls } from "@/lib/schemas/drafts";
import { updateDraft } from "../../actions";
import { DraftForm } from "../../draft-form";

export const metadata: Metadata = { title: "Edit draft" };

export default async function EditDraftPage({ params }: PageProps<"/drafts/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getDraft(callerOf(session), id));
  const { zone } = await viewer();
  const form = (
    <DraftForm
      key="form"
      action={updateDraft.bind(null, id)}
      shown={record && shownIn(record, draftControls, zone)}
      submit="Save"
      pending="Saving…"
      cancel={`/drafts/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.title);
  const trail = [
    { title: "Drafts", path: "/drafts" },
    { title, path: `/drafts/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit draft" trail={trail} />
      {form}
    </div>
  );
}
