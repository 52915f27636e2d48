import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { Folded } from "@/components/folded";
import { keptForms } from "@/components/kept-forms";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/people";
import { answersForm } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deletePerson, invitePerson } from "../actions";
import { InvitePersonForm } from "../invite-person-form";

/** The record at this address, for anybody: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const id = parseId(address);
  const record = id && (await data.getPerson(id));
  return { record };
});

export async function generateMetadata({ params }: PageProps<"/people/[id]">): Promise<Metadata> {
  const { record } = await found((await params).id);
  return { title: record ? display(record.name) : "Person" };
}

export default async function PersonPage({ params }: PageProps<"/people/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { record } = await found(id);
  const forms = (
    <section key="forms" aria-labelledby="actions" className="mt-8 space-y-3">
      <h2 id="actions" className="text-base font-semibold">
        Actions
      </h2>
      <div className="actions">
        <Folded title="Invite person">
          <InvitePersonForm action={invitePerson.bind(null, id)} />
        </Folded>
      </div>
    </section>
  );
  if (!record) return keptForms(forms, notFound);

  const session = await auth();
  const mayChange = session && (await data.getOwnPerson(callerOf(session), id));

  const show = await values();
  const title = display(record.name);
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "People", path: "/people" }]}>
        {mayChange && (
          <>
            <Link href={`/people/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
              <Icon name="edit" />
              Edit
            </Link>
            <ConfirmedAction
              action={deletePerson.bind(null, id)}
              label="Delete"
              question={`Delete “${title}”?`}
              confirm="Delete"
              pending="Deleting…"
            >
              You can undo this for an hour.
            </ConfirmedAction>
          </>
        )}
      </PageHeader>
      <Details>
        <Detail term="Name">{show.text(record.name)}</Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
      {(mayChange || (await answersForm())) && forms}
    </div>
  );
}
