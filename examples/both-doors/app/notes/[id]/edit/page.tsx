import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/notes";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { noteControls } from "@/lib/schemas/notes";
import { updateNote } from "../../actions";
import { NoteForm } from "../../note-form";

export const metadata: Metadata = { title: "Edit note" };

export default async function EditNotePage({ params }: PageProps<"/notes/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getNote(callerOf(session), id));
  const form = (
    <NoteForm
      key="form"
      action={updateNote.bind(null, id)}
      shown={record && shownIn(record, noteControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/notes/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.text);
  const trail = [
    { title: "Notes", path: "/notes" },
    { title, path: `/notes/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit note" trail={trail} />
      {form}
    </div>
  );
}
