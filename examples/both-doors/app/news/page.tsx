import type { Metadata } from "next";
import Link from "next/link";
import { ColumnMenu } from "@/components/list/column-menu";
import { ExportLink } from "@/components/list/export-link";
import { ListToolbar } from "@/components/list/list-toolbar";
import { NoRecords } from "@/components/list/no-records";
import { Count, Pager } from "@/components/list/pager";
import { PickList } from "@/components/list/pick-list";
import { PickAction } from "@/components/list/picks";
import { RecordTable } from "@/components/list/record-table";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/news";
import { answersForm, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { NO_PAGE } from "@/lib/list";
import { keepColumns } from "@/lib/list-columns";
import { readListView } from "@/lib/list-view";
import { newsFilters } from "@/lib/schemas/news";
import { createNews, deleteManyNews } from "./actions";
import { columns } from "./columns";
import { NewsQuickAdd } from "./news-quick-add";

export const metadata: Metadata = { title: "News" };

/** Open to anybody; who is signed in can also add one and change all. */
export default async function NewsPage({ searchParams }: PageProps<"/news">) {
  const session = await auth();
  // Whoever was signed out meanwhile keeps what they typed.
  const canAdd = session || (await answersForm());
  const forms = (
    <div key="forms" className="empty:hidden">
      {canAdd && <NewsQuickAdd action={createNews} />}
    </div>
  );

  const { list, query } = await readListView("/news", columns, newsFilters, searchParams);
  const page = list.errors.size > 0 ? NO_PAGE : await data.listNews(query);
  const add = session && (
    <Link href="/news/new" aria-keyshortcuts="n" className="button-primary">
      <Icon name="plus" />
      New news
    </Link>
  );
  const actions = session && (
    <PickAction
      action={deleteManyNews}
      label="Delete"
      icon="trash"
      one="news"
      many="news"
      pending="Deleting…"
    >
      You can undo this for an hour.
    </PickAction>
  );
  return (
    <div className="list-page">
      <PageHeader title={<Count page={page}>News</Count>}>
        <ExportLink list={list} />
        {add}
      </PageHeader>
      {forms}
      <ListToolbar list={list} noun="news" />
      <PickList list={list} page={page} label="All news" actions={actions}>
        {page.items.length > 0 ? (
          <RecordTable
            list={list}
            records={page.items}
            caption="News"
            mayChange={() => session !== null}
          />
        ) : (
          <NoRecords list={list} noun="news">
            {add}
          </NoRecords>
        )}
      </PickList>
      <Pager list={list} page={page} />
      <ColumnMenu list={list} action={chooseColumns} />
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts. It needs no session, because it changes
// nothing but a cookie of whoever asks: which columns they want to see.
async function chooseColumns(formData: FormData): Promise<void> {
  "use server";
  await keepColumns("/news", columns, formData);
  await postRedirectGet({}, "/news");
}
