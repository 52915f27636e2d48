import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/news";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { parseId } from "@/lib/parse";
import { newsControls } from "@/lib/schemas/news";
import { updateNews } from "../../actions";
import { NewsForm } from "../../news-form";

export const metadata: Metadata = { title: "Edit news" };

export default async function EditNewsPage({ params }: PageProps<"/news/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getNews(id));
  const form = (
    <NewsForm
      key="form"
      action={updateNews.bind(null, id)}
      shown={record && shownIn(record, newsControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/news/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.headline);
  const trail = [
    { title: "News", path: "/news" },
    { title, path: `/news/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit news" trail={trail} />
      {form}
    </div>
  );
}
