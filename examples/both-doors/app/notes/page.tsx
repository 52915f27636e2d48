import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { DeleteButton, RecordList } from "@/components/record-list";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/notes";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage, signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { listQuery } from "@/lib/list";
import { parseId } from "@/lib/parse";
import { noteFilters } from "@/lib/schemas/notes";
import { createNote } from "./actions";
import { NoteForm } from "./note-form";

export const metadata: Metadata = { title: "Notes" };

export default async function NotesPage({ searchParams }: PageProps<"/notes">) {
  const session = await auth();
  const forms = (
    <div key="forms" className="space-y-8">
      <NoteForm action={createNote} submit="Add" pending="Adding…" />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  const query = listQuery(await searchParams, noteFilters);
  const page = await data.listNotes(callerOf(session), query);
  return (
    <div className="page space-y-8">
      <PageHeader title="Notes">
        <Link href="/notes/new" aria-keyshortcuts="n" className="button-primary">
          <Icon name="plus" />
          New note
        </Link>
      </PageHeader>
      {forms}
      <RecordList label="All notes" action={removeNote}>
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
      </RecordList>
    </div>
  );
}

const NONE_YET = "There are no notes yet.";

function Summary({ record }: { record: data.Note }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <Link href={`/notes/${record.id}`} className="font-medium wrap-anywhere hover:underline">
        {display(record.text)}
      </Link>
    </div>
  );
}

function Controls({ record }: { record: data.Note }) {
  const name = display(record.text);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/notes/${record.id}/edit`} aria-label={`Edit ${name}`} className="button-quiet">
        Edit
      </Link>
      <DeleteButton id={record.id} name={name} />
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removeNote(_previous: FormState, formData: FormData): Promise<FormState> {
  "use server";
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const id = parseId(formValues(formData, { id: "text" }).id);
    if (id) await data.deleteNote(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/notes");
  const message = "Note deleted.";
  await postRedirectGet({ message }, "/notes");
  return { message };
}
