import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createNote } from "../actions";
import { NoteForm } from "../note-form";

export const metadata: Metadata = { title: "New note" };

export default async function NewNotePage() {
  const form = (
    <NoteForm key="form" action={createNote} submit="Add note" pending="Adding…" cancel="/notes" />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New note" trail={[{ title: "Notes", path: "/notes" }]} />
      {form}
    </div>
  );
}
