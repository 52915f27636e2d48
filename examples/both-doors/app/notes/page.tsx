import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/notes";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { pageRequest } from "@/lib/page";
import { parseId } from "@/lib/parse";
import { createNote } from "./actions";
import { NoteForm } from "./note-form";

export const metadata: Metadata = { title: "Notes" };

export default async function NotesPage({ searchParams }: PageProps<"/notes">) {
  const session = await auth();
  if (!session) redirect("/sign-in");

  const request = pageRequest(await searchParams);
  const page = await data.listNotes(callerOf(session), request);
  return (
    <div className="page space-y-8">
      <h1 className="text-2xl font-semibold tracking-tight">Notes</h1>
      <NoteForm action={createNote} submit="Add" pending="Adding…" />
      <section aria-label="All notes" className="space-y-3">
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              <Controls record={record} />
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/notes?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </section>
    </div>
  );
}

const NONE_YET = "There are no notes yet.";

function Summary({ record }: { record: data.Note }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <p className="font-medium wrap-anywhere">{display(record.text)}</p>
    </div>
  );
}

function Controls({ record }: { record: data.Note }) {
  const name = display(record.text);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/notes/${record.id}`} className="button-quiet">
        Edit<span className="sr-only"> {name}</span>
      </Link>
      <form action={removeNote.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete<span className="sr-only"> {name}</span>
        </SubmitButton>
      </form>
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removeNote(id: string) {
  "use server";
  const session = await auth();
  if (!session) redirect("/sign-in");

  const recordId = parseId(id);
  if (recordId) {
    await data.deleteNote(callerOf(session), recordId);
  }
  revalidatePath("/notes");
}
