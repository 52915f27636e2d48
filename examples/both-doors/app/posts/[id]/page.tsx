import type { Metadata } from "next";
import Link from "next/link";
<<<<<<< HEAD
import { notFound } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { Detail } from "@/components/detail";
import { keptForms } from "@/components/kept-forms";
=======
import { notFound, redirect } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
>>>>>>> matrix
import * as data from "@/data/posts";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deletePost, updatePost } from "../actions";
import { PostForm } from "../post-form";

export const metadata: Metadata = { title: "Edit post" };

export default async function PostPage({ params }: PageProps<"/posts/[id]">) {
  const session = await auth();
<<<<<<< HEAD
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
=======
  if (!session) redirect("/sign-in");
>>>>>>> matrix

  const id = parseId((await params).id);
  const record = id && (await data.getOwnPost(callerOf(session), id));
  if (!record) notFound();

  const update = updatePost.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/posts" className="link inline-block text-sm">
        All posts
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit post</h1>
<<<<<<< HEAD
      {forms}
=======
      <PostForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deletePost.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
>>>>>>> matrix
    </div>
  );
}
