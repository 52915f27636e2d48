import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/people";
import { auth } from "@/lib/auth";
import { shownIn } from "@/lib/edit";
import { displayWhole } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { personControls } from "@/lib/schemas/people";
import { deletePerson, invitePerson, updatePerson } from "../actions";
import { InvitePersonForm } from "../invite-person-form";
import { PersonForm } from "../person-form";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: PageProps<"/people/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
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

  return (
    <div className="page space-y-6">
      <Link href="/people" className="link inline-block text-sm">
        All people
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit person</h1>
      {forms}
    </div>
  );
}

/** For those who may read this record and not change it. */
async function readOnly(id: string) {
  const record = await data.getPerson(id);
  if (!record) notFound();

  return (
    <div className="page space-y-6">
      <Link href="/people" className="link inline-block text-sm">
        All people
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">
        {displayWhole(record.name)}
      </h1>
    </div>
  );
}
