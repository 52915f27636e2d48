import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/samples";
import { auth } from "@/lib/auth";
import { moodChoices } from "@/lib/choices/samples";
import { signInPage } from "@/lib/credentials";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deleteSample } from "../actions";

/** The record at this address, of whoever asks: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const session = await auth();
  const id = parseId(address);
  const record = session && id ? await data.getSample(callerOf(session), id) : null;
  return { session, record };
});

export async function generateMetadata({ params }: PageProps<"/samples/[id]">): Promise<Metadata> {
  const { record } = await found((await params).id);
  return { title: record ? display(record.title) : "Sample" };
}

export default async function SamplePage({ params }: PageProps<"/samples/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { session, record } = await found(id);
  if (!session) redirect(await signInPage());
  if (!record) notFound();

  const show = await values();
  const title = display(record.title);
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "Samples", path: "/samples" }]}>
        <Link href={`/samples/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
          <Icon name="edit" />
          Edit
        </Link>
        <ConfirmedAction
          action={deleteSample.bind(null, id)}
          label="Delete"
          question={`Delete “${title}”?`}
          confirm="Delete"
          pending="Deleting…"
        >
          You can undo this for an hour.
        </ConfirmedAction>
      </PageHeader>
      <Details>
        <Detail term="Title">{show.text(record.title)}</Detail>
        <Detail term="Body">{show.text(record.body)}</Detail>
        <Detail term="Count">{show.number(record.count)}</Detail>
        <Detail term="Score">{show.number(record.score)}</Detail>
        <Detail term="Price">{show.decimal(record.price)}</Detail>
        <Detail term="Done">{show.boolean(record.done)}</Detail>
        <Detail term="Day">{show.date(record.day)}</Detail>
        <Detail term="At">{show.datetime(record.at)}</Detail>
        <Detail term="Mood">{show.choice(record.mood, moodChoices)}</Detail>
        <Detail term="Contact">{show.email(record.contact)}</Detail>
        <Detail term="Link">{show.url(record.link)}</Detail>
        <Detail term="Token">{show.code(record.token)}</Detail>
        <Detail term="Meta">{show.json(record.meta)}</Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
    </div>
  );
}
