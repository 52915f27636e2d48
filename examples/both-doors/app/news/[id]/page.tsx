import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Detail } from "@/components/detail";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/news";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { parseId } from "@/lib/parse";
import { deleteNews, updateNews } from "../actions";
import { NewsForm } from "../news-form";

export const metadata: Metadata = { title: "News" };

export default async function NewsPage({ params }: PageProps<"/news/[id]">) {
  const id = parseId((await params).id);
  const record = id && (await data.getNews(id));
  if (!record) notFound();

  const session = await auth();
  if (!session) return <ForReaders record={record} />;

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

/** For those who may read this record and not change it. */
function ForReaders({ record }: { record: data.News }) {
  return (
    <div className="page space-y-6">
      <Link href="/news" className="link inline-block text-sm">
        All news
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">
        {display(record.headline)}
      </h1>
      <dl className="card space-y-2">
        <Detail term="Link" value={record.link} />
      </dl>
    </div>
  );
}
