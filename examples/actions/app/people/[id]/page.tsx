import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/people";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deletePerson, updatePerson } from "../actions";
import { InvitePersonForm } from "../invite-person-form";
import { PersonForm } from "../person-form";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: PageProps<"/people/[id]">) {
  const id = parseId((await params).id);
  const record = id && (await data.getPerson(id));
  if (!record) notFound();

  const session = await auth();
  const own = session && (await data.getOwnPerson(callerOf(session), record.id));
  if (!own) return <ForReaders record={record} />;

  const update = updatePerson.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/people" className="link inline-block text-sm">
        All people
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit person</h1>
      <PersonForm action={update} record={record} submit="Save" pending="Saving…" />
      <InvitePersonForm id={record.id} />
      <form action={deletePerson.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
    </div>
  );
}

/** For those who may read this record and not change it. */
function ForReaders({ record }: { record: data.Person }) {
  return (
    <div className="page space-y-6">
      <Link href="/people" className="link inline-block text-sm">
        All people
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">
        {display(record.name)}
      </h1>
    </div>
  );
}
