import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/notes";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deleteNote, updateNote } from "../actions";
import { NoteForm } from "../note-form";

export const metadata: Metadata = { title: "Edit note" };

export default async function NotePage({ params }: PageProps<"/notes/[id]">) {
  const session = await auth();
  if (!session) redirect("/sign-in");

  const id = parseId((await params).id);
  const record = id && (await data.getNote(callerOf(session), id));
  if (!record) notFound();

  const update = updateNote.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/notes" className="link inline-block text-sm">
        All notes
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit note</h1>
      <NoteForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deleteNote.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
    </div>
  );
}
