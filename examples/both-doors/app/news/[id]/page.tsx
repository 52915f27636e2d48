import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { Detail } from "@/components/detail";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/news";
import { auth } from "@/lib/auth";
import { shownIn } from "@/lib/edit";
import { displayWhole } from "@/lib/format";
import { parseId } from "@/lib/parse";
import { newsControls } from "@/lib/schemas/news";
import { deleteNews, updateNews } from "../actions";
import { NewsForm } from "../news-form";

export const metadata: Metadata = { title: "News" };

export default async function NewsPage({ params }: PageProps<"/news/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
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

  return (
    <div className="page space-y-6">
      <Link href="/news" className="link inline-block text-sm">
        All news
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit news</h1>
      {forms}
    </div>
  );
}

/** For those who may read this record and not change it. */
async function readOnly(id: string) {
  const record = await data.getNews(id);
  if (!record) notFound();

  return (
    <div className="page space-y-6">
      <Link href="/news" className="link inline-block text-sm">
        All news
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">
        {displayWhole(record.headline)}
      </h1>
      <dl className="card space-y-2">
        <Detail term="Link" value={record.link} whole />
      </dl>
    </div>
  );
}
