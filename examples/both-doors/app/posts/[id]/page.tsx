import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { Detail } from "@/components/detail";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/posts";
import { auth } from "@/lib/auth";
import { shownIn } from "@/lib/edit";
import { displayWhole } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { postControls } from "@/lib/schemas/posts";
import { deletePost, updatePost } from "../actions";
import { PostForm } from "../post-form";

export const metadata: Metadata = { title: "Post" };

export default async function PostPage({ params }: PageProps<"/posts/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getOwnPost(callerOf(session), id));
  const forms = (
    <div key="forms" className="space-y-6">
      <PostForm
        action={updatePost.bind(null, id)}
        shown={record && shownIn(record, postControls)}
        submit="Save"
        pending="Saving…"
      />
      <DangerButton action={deletePost.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!record) return keptForms(forms, () => readOnly(id));

  return (
    <div className="page space-y-6">
      <Link href="/posts" className="link inline-block text-sm">
        All posts
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit post</h1>
      {forms}
    </div>
  );
}

/** For those who may read this record and not change it. */
async function readOnly(id: string) {
  const record = await data.getPost(id);
  if (!record) notFound();

  return (
    <div className="page space-y-6">
      <Link href="/posts" className="link inline-block text-sm">
        All posts
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">
        {displayWhole(record.title)}
      </h1>
      <dl className="card space-y-2">
        <Detail term="Body" value={record.body} whole />
      </dl>
    </div>
  );
}
