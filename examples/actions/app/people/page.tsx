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
import * as data from "@/data/people";
import { answersForm, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { NO_PAGE } from "@/lib/list";
import { keepColumns } from "@/lib/list-columns";
import { readListView } from "@/lib/list-view";
import { personFilters } from "@/lib/schemas/people";
import { createPerson, deleteManyPeople } from "./actions";
import { columns } from "./columns";
import { PersonQuickAdd } from "./person-quick-add";

export const metadata: Metadata = { title: "People" };

/** Open to anybody; who is signed in can also add one, and change their own. */
export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const session = await auth();
  // Whoever was signed out meanwhile keeps what they typed.
  const canAdd = session || (await answersForm());
  const forms = (
    <div key="forms" className="empty:hidden">
      {canAdd && <PersonQuickAdd action={createPerson} />}
    </div>
  );

  const { list, query } = await readListView("/people", columns, personFilters, searchParams);
  const page = list.errors.size > 0 ? NO_PAGE : await data.listPeople(query);
  const ids = page.items.map((record) => record.id);
  const own = session ? await data.ownPersonIds(callerOf(session), ids) : new Set<string>();
  const add = session && (
    <Link href="/people/new" aria-keyshortcuts="n" className="button-primary">
      <Icon name="plus" />
      New person
    </Link>
  );
  const actions = session && (
    <PickAction
      action={deleteManyPeople}
      label="Delete"
      icon="trash"
      one="person"
      many="people"
      pending="Deleting…"
    >
      You can undo this for an hour.
    </PickAction>
  );
  return (
    <div className="list-page">
      <PageHeader title={<Count page={page}>People</Count>}>
        <ExportLink list={list} />
        {add}
      </PageHeader>
      {forms}
      <ListToolbar list={list} noun="people" />
      <PickList list={list} page={page} label="All people" actions={actions} isOwn>
        {page.items.length > 0 ? (
          <RecordTable
            list={list}
            records={page.items}
            caption="People"
            mayChange={(record) => own.has(record.id)}
          />
        ) : (
          <NoRecords list={list} noun="people">
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
  await keepColumns("/people", columns, formData);
  await postRedirectGet({}, "/people");
}
