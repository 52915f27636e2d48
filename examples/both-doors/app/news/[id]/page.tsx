import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/news";
import { auth } from "@/lib/auth";
import { parseId } from "@/lib/parse";
import { deleteNews, updateNews } from "../actions";
import { NewsForm } from "../news-form";

export const metadata: Metadata = { title: "Edit news" };

export default async function NewsPage({ params }: PageProps<"/news/[id]">) {
  const session = await auth();
  if (!session) redirect("/sign-in");

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
      <NewsForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deleteNews.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
    </div>
  );
}
