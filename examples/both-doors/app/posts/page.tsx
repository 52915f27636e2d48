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
import * as data from "@/data/posts";
import { answersForm, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { NO_PAGE } from "@/lib/list";
import { keepColumns } from "@/lib/list-columns";
import { readListView } from "@/lib/list-view";
import { postFilters } from "@/lib/schemas/posts";
import { createPost, deleteManyPosts } from "./actions";
import { columns } from "./columns";
import { PostQuickAdd } from "./post-quick-add";

export const metadata: Metadata = { title: "Posts" };

/** Open to anybody; who is signed in can also add one, and change their own. */
export default async function PostsPage({ searchParams }: PageProps<"/posts">) {
  const session = await auth();
  // Whoever was signed out meanwhile keeps what they typed.
  const canAdd = session || (await answersForm());
  const forms = (
    <div key="forms" className="empty:hidden">
      {canAdd && <PostQuickAdd action={createPost} />}
    </div>
  );

  const { list, query } = await readListView("/posts", columns, postFilters, searchParams);
  const page = list.errors.size > 0 ? NO_PAGE : await data.listPosts(query);
  const ids = page.items.map((record) => record.id);
  const own = session ? await data.ownPostIds(callerOf(session), ids) : new Set<string>();
  const add = session && (
    <Link href="/posts/new" aria-keyshortcuts="n" className="button-primary">
      <Icon name="plus" />
      New post
    </Link>
  );
  const actions = session && (
    <PickAction
      action={deleteManyPosts}
      label="Delete"
      icon="trash"
      one="post"
      many="posts"
      pending="Deleting…"
    >
      You can undo this for an hour.
    </PickAction>
  );
  return (
    <div className="list-page">
      <PageHeader title={<Count page={page}>Posts</Count>}>
        <ExportLink list={list} />
        {add}
      </PageHeader>
      {forms}
      <ListToolbar list={list} noun="posts" />
      <PickList list={list} page={page} label="All posts" actions={actions} isOwn>
        {page.items.length > 0 ? (
          <RecordTable
            list={list}
            records={page.items}
            caption="Posts"
            mayChange={(record) => own.has(record.id)}
          />
        ) : (
          <NoRecords list={list} noun="posts">
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
  await keepColumns("/posts", columns, formData);
  await postRedirectGet({}, "/posts");
}
