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
import * as data from "@/data/news";
import { auth } from "@/lib/auth";
import { parseId } from "@/lib/parse";
import { deleteNews, updateNews } from "../actions";
import { NewsForm } from "../news-form";

export const metadata: Metadata = { title: "Edit news" };

export default async function NewsPage({ params }: PageProps<"/news/[id]">) {
  const session = await auth();
<<<<<<< HEAD
  const record = session && (await data.getNews(id));
  const forms = (
    <div key="forms" className="space-y-6">
      <NewsForm
        action={updateNews.bind(null, id)}
        shown={record && shownIn(record, newsControls)}
        submit="Save"
        pending="Saving…"
      />
      <DangerButton action={deleteNews.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!record) return keptForms(forms, () => readOnly(id));
=======
  if (!session) redirect("/sign-in");
>>>>>>> matrix

  const id = parseId((await params).id);
  const record = id && (await data.getNews(id));
  if (!record) notFound();

  const update = updateNews.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/news" className="link inline-block text-sm">
        All news
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit news</h1>
<<<<<<< HEAD
      {forms}
=======
      <NewsForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deleteNews.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
>>>>>>> matrix
    </div>
  );
}
