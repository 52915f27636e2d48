import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/drafts";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { draftControls } from "@/lib/schemas/drafts";
import { deleteDraft, updateDraft } from "../actions";
import { DraftForm } from "../draft-form";

export const metadata: Metadata = { title: "Edit draft" };

export default async function DraftPage({ params }: PageProps<"/drafts/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getDraft(callerOf(session), id));
  const forms = (
    <div key="forms" className="space-y-6">
      <DraftForm
        action={updateDraft.bind(null, id)}
        shown={record && shownIn(record, draftControls)}
        submit="Save"
        pending="Saving…"
      />
      <DangerButton action={deleteDraft.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));
  if (!record) return keptForms(forms, notFound);

  return (
    <div className="page space-y-6">
      <Link href="/drafts" className="link inline-block text-sm">
        All drafts
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit draft</h1>
      {forms}
    </div>
  );
}
