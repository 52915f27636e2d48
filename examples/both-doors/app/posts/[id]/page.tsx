import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/posts";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deletePost, updatePost } from "../actions";
import { PostForm } from "../post-form";

export const metadata: Metadata = { title: "Edit post" };

export default async function PostPage({ params }: PageProps<"/posts/[id]">) {
  const session = await auth();
  if (!session) redirect("/sign-in");

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
      <PostForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deletePost.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
    </div>
  );
}
