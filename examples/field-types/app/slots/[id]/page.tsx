import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/slots";
import { auth } from "@/lib/auth";
import { stateChoices, stateLabels } from "@/lib/choices/slots";
import { signInPage } from "@/lib/credentials";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deleteSlot } from "../actions";

/** The record at this address, of whoever asks: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const session = await auth();
  const id = parseId(address);
  const record = session && id ? await data.getSlot(callerOf(session), id) : null;
  return { session, record };
});

export async function generateMetadata({ params }: PageProps<"/slots/[id]">): Promise<Metadata> {
  const { record } = await found((await params).id);
  return { title: record ? display(record.room) : "Slot" };
}

export default async function SlotPage({ params }: PageProps<"/slots/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { session, record } = await found(id);
  if (!session) redirect(await signInPage());
  if (!record) notFound();

  const show = await values();
  const title = display(record.room);
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "Slots", path: "/slots" }]}>
        <Link href={`/slots/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
          <Icon name="edit" />
          Edit
        </Link>
        <ConfirmedAction
          action={deleteSlot.bind(null, id)}
          label="Delete"
          question={`Delete “${title}”?`}
          confirm="Delete"
          pending="Deleting…"
        >
          You can undo this for an hour.
        </ConfirmedAction>
      </PageHeader>
      <Details>
        <Detail term="Room">{show.text(record.room)}</Detail>
        <Detail term="Day">{show.date(record.day)}</Detail>
        <Detail term="Hour">{show.number(record.hour)}</Detail>
        <Detail term="Price">{show.decimal(record.price)}</Detail>
        <Detail term="Availability">{show.choice(record.state, stateChoices, stateLabels)}</Detail>
        <Detail term="Code">{show.text(record.code)}</Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
    </div>
  );
}
