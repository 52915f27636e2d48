import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/news";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { parseId } from "@/lib/parse";
import { deleteNews } from "../actions";

/** The record at this address, for anybody: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const id = parseId(address);
  const record = id && (await data.getNews(id));
  return { record };
});

export async function generateMetadata({ params }: PageProps<"/news/[id]">): Promise<Metadata> {
  const { record } = await found((await params).id);
  return { title: record ? display(record.headline) : "News" };
}

export default async function NewsPage({ params }: PageProps<"/news/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { record } = await found(id);
  if (!record) notFound();

  const mayChange = (await auth()) !== null;

  const show = await values();
  const title = display(record.headline);
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "News", path: "/news" }]}>
        {mayChange && (
          <>
            <Link href={`/news/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
              <Icon name="edit" />
              Edit
            </Link>
            <ConfirmedAction
              action={deleteNews.bind(null, id)}
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
        <Detail term="Headline">{show.text(record.headline)}</Detail>
        <Detail term="Link">{show.url(record.link)}</Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
    </div>
  );
}
