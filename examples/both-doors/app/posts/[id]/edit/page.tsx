import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/posts";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { postControls } from "@/lib/schemas/posts";
import { updatePost } from "../../actions";
import { PostForm } from "../../post-form";

export const metadata: Metadata = { title: "Edit post" };

export default async function EditPostPage({ params }: PageProps<"/posts/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getOwnPost(callerOf(session), id));
  const form = (
    <PostForm
      key="form"
      action={updatePost.bind(null, id)}
      shown={record && shownIn(record, postControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/posts/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.title);
  const trail = [
    { title: "Posts", path: "/posts" },
    { title, path: `/posts/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit post" trail={trail} />
      {form}
    </div>
  );
}
