import type { Metadata } from "next";
import Link from "next/link";
<<<<<<< HEAD
import { notFound } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
=======
import { notFound, redirect } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
>>>>>>> matrix
import * as data from "@/data/people";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deletePerson, updatePerson } from "../actions";
import { InvitePersonForm } from "../invite-person-form";
import { PersonForm } from "../person-form";

export const metadata: Metadata = { title: "Edit person" };

export default async function PersonPage({ params }: PageProps<"/people/[id]">) {
  const session = await auth();
<<<<<<< HEAD
  const record = session && (await data.getOwnPerson(callerOf(session), id));
  const forms = (
    <div key="forms" className="space-y-6">
      <PersonForm
        action={updatePerson.bind(null, id)}
        shown={record && shownIn(record, personControls)}
        submit="Save"
        pending="Saving…"
      />
      <InvitePersonForm action={invitePerson.bind(null, id)} />
      <DangerButton action={deletePerson.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!record) return keptForms(forms, () => readOnly(id));
=======
  if (!session) redirect("/sign-in");
>>>>>>> matrix

  const id = parseId((await params).id);
  const record = id && (await data.getOwnPerson(callerOf(session), id));
  if (!record) notFound();

  const update = updatePerson.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/people" className="link inline-block text-sm">
        All people
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit person</h1>
<<<<<<< HEAD
      {forms}
=======
      <PersonForm action={update} record={record} submit="Save" pending="Saving…" />
      <InvitePersonForm id={record.id} />
      <form action={deletePerson.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
>>>>>>> matrix
    </div>
  );
}
