import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/notes";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { noteControls } from "@/lib/schemas/notes";
import { deleteNote, updateNote } from "../actions";
import { NoteForm } from "../note-form";

export const metadata: Metadata = { title: "Edit note" };

export default async function NotePage({ params }: PageProps<"/notes/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getNote(callerOf(session), id));
  const forms = (
    <div key="forms" className="space-y-6">
      <NoteForm
        action={updateNote.bind(null, id)}
        shown={record && shownIn(record, noteControls)}
        submit="Save"
        pending="Saving…"
      />
      <DangerButton action={deleteNote.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));
  if (!record) return keptForms(forms, notFound);

  return (
    <div className="page space-y-6">
      <Link href="/notes" className="link inline-block text-sm">
        All notes
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit note</h1>
      {forms}
    </div>
  );
}
