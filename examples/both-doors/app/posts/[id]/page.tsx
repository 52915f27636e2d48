import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/posts";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deletePost } from "../actions";

/** The record at this address, for anybody: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const id = parseId(address);
  const record = id && (await data.getPost(id));
  return { record };
});

export async function generateMetadata({ params }: PageProps<"/posts/[id]">): Promise<Metadata> {
  const { record } = await found((await params).id);
  return { title: record ? display(record.title) : "Post" };
}

export default async function PostPage({ params }: PageProps<"/posts/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { record } = await found(id);
  if (!record) notFound();

  const session = await auth();
  const mayChange = session && (await data.getOwnPost(callerOf(session), id));

  const show = await values();
  const title = display(record.title);
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "Posts", path: "/posts" }]}>
        {mayChange && (
          <>
            <Link href={`/posts/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
              <Icon name="edit" />
              Edit
            </Link>
            <ConfirmedAction
              action={deletePost.bind(null, id)}
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
        <Detail term="Title">{show.text(record.title)}</Detail>
        <Detail term="Body">{show.text(record.body)}</Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
    </div>
  );
}
