import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/people";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { personControls } from "@/lib/schemas/people";
import { updatePerson } from "../../actions";
import { PersonForm } from "../../person-form";

export const metadata: Metadata = { title: "Edit person" };

export default async function EditPersonPage({ params }: PageProps<"/people/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getOwnPerson(callerOf(session), id));
  const form = (
    <PersonForm
      key="form"
      action={updatePerson.bind(null, id)}
      shown={record && shownIn(record, personControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/people/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.name);
  const trail = [
    { title: "People", path: "/people" },
    { title, path: `/people/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit person" trail={trail} />
      {form}
    </div>
  );
}
