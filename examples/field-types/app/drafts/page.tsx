import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
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
import * as data from "@/data/drafts";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { NO_PAGE } from "@/lib/list";
import { keepColumns } from "@/lib/list-columns";
import { readListView } from "@/lib/list-view";
import { draftFilters } from "@/lib/schemas/drafts";
import { createDraft, deleteManyDrafts } from "./actions";
import { columns } from "./columns";
import { DraftQuickAdd } from "./draft-quick-add";

export const metadata: Metadata = { title: "Drafts" };

export default async function DraftsPage({ searchParams }: PageProps<"/drafts">) {
  const session = await auth();
  const forms = (
    <div key="forms" className="empty:hidden">
      <DraftQuickAdd action={createDraft} />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  const { list, query } = await readListView("/drafts", columns, draftFilters, searchParams);
  const page = list.errors.size > 0 ? NO_PAGE : await data.listDrafts(callerOf(session), query);
  const add = (
    <Link href="/drafts/new" aria-keyshortcuts="n" className="button-primary">
      <Icon name="plus" />
      New draft
    </Link>
  );
  const actions = (
    <PickAction
      action={deleteManyDrafts}
      label="Delete"
      icon="trash"
      one="draft"
      many="drafts"
      pending="Deleting…"
    >
      You can undo this for an hour.
    </PickAction>
  );
  return (
    <div className="list-page">
      <PageHeader title={<Count page={page}>Drafts</Count>}>
        <ExportLink list={list} />
        {add}
      </PageHeader>
      {forms}
      <ListToolbar list={list} noun="drafts" />
      <PickList list={list} page={page} label="All drafts" actions={actions}>
        {page.items.length > 0 ? (
          <RecordTable list={list} records={page.items} caption="Drafts" mayChange={() => true} />
        ) : (
          <NoRecords list={list} noun="drafts">
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
  await keepColumns("/drafts", columns, formData);
  await postRedirectGet({}, "/drafts");
}
