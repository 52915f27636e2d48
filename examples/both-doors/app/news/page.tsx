import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { DeleteButton, RecordList } from "@/components/record-list";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/news";
import { answersForm, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { listQuery } from "@/lib/list";
import { parseId } from "@/lib/parse";
import { newsFilters } from "@/lib/schemas/news";
import { createNews } from "./actions";
import { NewsForm } from "./news-form";

export const metadata: Metadata = { title: "News" };

/** Open to anybody; who is signed in can also add one and change all. */
export default async function NewsPage({ searchParams }: PageProps<"/news">) {
  const session = await auth();
  // Whoever was signed out meanwhile keeps what they typed.
  const canAdd = session || (await answersForm());
  const forms = (
    <div key="forms" className="space-y-8">
      {canAdd && <NewsForm action={createNews} submit="Add" pending="Adding…" />}
    </div>
  );
  const page = await data.listNews(listQuery(await searchParams, newsFilters));
  return (
    <div className="page space-y-8">
      <PageHeader title="News">
        <Link href="/news/new" aria-keyshortcuts="n" className="button-primary">
          <Icon name="plus" />
          New news
        </Link>
      </PageHeader>
      {forms}
      <RecordList label="All news" action={removeNews}>
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              {session ? <Controls record={record} /> : <Read record={record} />}
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/news?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </RecordList>
    </div>
  );
}

const NONE_YET = "There are no news yet.";

function Summary({ record }: { record: data.News }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <Link href={`/news/${record.id}`} className="font-medium wrap-anywhere hover:underline">
        {display(record.headline)}
      </Link>
    </div>
  );
}

function Controls({ record }: { record: data.News }) {
  const name = display(record.headline);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/news/${record.id}/edit`} aria-label={`Edit ${name}`} className="button-quiet">
        Edit
      </Link>
      <DeleteButton id={record.id} name={name} />
    </div>
  );
}

/** For those who may read a record and not change it. */
function Read({ record }: { record: data.News }) {
  const name = display(record.headline);
  return (
    <Link
      href={`/news/${record.id}`}
      aria-label={`Read ${name}`}
      className="button-quiet self-start"
    >
      Read
    </Link>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removeNews(_previous: FormState, formData: FormData): Promise<FormState> {
  "use server";
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const id = parseId(formValues(formData, { id: "text" }).id);
    if (id) await data.deleteNews(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/news");
  const message = "News deleted.";
  await postRedirectGet({ message }, "/news");
  return { message };
}
