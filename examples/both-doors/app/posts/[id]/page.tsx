import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Detail } from "@/components/detail";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/posts";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deletePost, updatePost } from "../actions";
import { PostForm } from "../post-form";

export const metadata: Metadata = { title: "Post" };

export default async function PostPage({ params }: PageProps<"/posts/[id]">) {
  const id = parseId((await params).id);
  const record = id && (await data.getPost(id));
  if (!record) notFound();

  const session = await auth();
  const own = session && (await data.getOwnPost(callerOf(session), record.id));
  if (!own) return <ForReaders record={record} />;

  const update = updatePost.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/posts" className="link inline-block text-sm">
        All posts
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit post</h1>
      <PostForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deletePost.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
    </div>
  );
}

/** For those who may read this record and not change it. */
function ForReaders({ record }: { record: data.Post }) {
  return (
    <div className="page space-y-6">
      <Link href="/posts" className="link inline-block text-sm">
        All posts
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">
        {display(record.title)}
      </h1>
      <dl className="card space-y-2">
        <Detail term="Body" value={record.body} />
      </dl>
    </div>
  );
}
