import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Detail } from "@/components/detail";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/news";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { pageRequest } from "@/lib/page";
import { parseId } from "@/lib/parse";
import { createNews } from "./actions";
import { NewsForm } from "./news-form";

export const metadata: Metadata = { title: "News" };

/** Open to anybody; who is signed in can also add one and change all. */
export default async function NewsPage({ searchParams }: PageProps<"/news">) {
  const session = await auth();
  const page = await data.listNews(pageRequest(await searchParams));
  return (
    <div className="page space-y-8">
      <h1 className="text-2xl font-semibold tracking-tight">News</h1>
      {session && <NewsForm action={createNews} submit="Add" pending="Adding…" />}
      <section aria-label="All news" className="space-y-3">
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              {session && <Controls record={record} />}
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/news?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </section>
    </div>
  );
}

const NONE_YET = "There are no news yet.";

function Summary({ record }: { record: data.News }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <p className="font-medium wrap-anywhere">{display(record.headline)}</p>
      <dl className="flex flex-wrap gap-x-4 text-sm text-muted">
        <Detail term="Link" value={record.link} />
      </dl>
    </div>
  );
}

function Controls({ record }: { record: data.News }) {
  const name = display(record.headline);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/news/${record.id}`} className="button-quiet">
        Edit<span className="sr-only"> {name}</span>
      </Link>
      <form action={removeNews.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete<span className="sr-only"> {name}</span>
        </SubmitButton>
      </form>
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removeNews(id: string) {
  "use server";
  const session = await auth();
  if (!session) redirect("/sign-in");

  const recordId = parseId(id);
  if (recordId) {
    await data.deleteNews(callerOf(session), recordId);
  }
  revalidatePath("/news");
}
