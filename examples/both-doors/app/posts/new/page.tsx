import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createPost } from "../actions";
import { PostForm } from "../post-form";

export const metadata: Metadata = { title: "New post" };

export default async function NewPostPage() {
  const form = (
    <PostForm key="form" action={createPost} submit="Add post" pending="Adding…" cancel="/posts" />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New post" trail={[{ title: "Posts", path: "/posts" }]} />
      {form}
    </div>
  );
}
