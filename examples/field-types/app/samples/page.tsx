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
import * as data from "@/data/samples";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { NO_PAGE } from "@/lib/list";
import { keepColumns } from "@/lib/list-columns";
import { readListView } from "@/lib/list-view";
import { sampleFilters } from "@/lib/schemas/samples";
import { createSample, deleteManySamples } from "./actions";
import { columns } from "./columns";
import { SampleQuickAdd } from "./sample-quick-add";

export const metadata: Metadata = { title: "Samples" };

export default async function SamplesPage({ searchParams }: PageProps<"/samples">) {
  const session = await auth();
  const forms = (
    <div key="forms" className="empty:hidden">
      <SampleQuickAdd action={createSample} />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  const { list, query } = await readListView("/samples", columns, sampleFilters, searchParams);
  const page = list.errors.size > 0 ? NO_PAGE : await data.listSamples(callerOf(session), query);
  const add = (
    <Link href="/samples/new" aria-keyshortcuts="n" className="button-primary">
      <Icon name="plus" />
      New sample
    </Link>
  );
  const actions = (
    <PickAction
      action={deleteManySamples}
      label="Delete"
      icon="trash"
      one="sample"
      many="samples"
      pending="Deleting…"
    >
      You can undo this for an hour.
    </PickAction>
  );
  return (
    <div className="list-page">
      <PageHeader title={<Count page={page}>Samples</Count>}>
        <ExportLink list={list} />
        {add}
      </PageHeader>
      {forms}
      <ListToolbar list={list} noun="samples" />
      <PickList list={list} page={page} label="All samples" actions={actions}>
        {page.items.length > 0 ? (
          <RecordTable list={list} records={page.items} caption="Samples" mayChange={() => true} />
        ) : (
          <NoRecords list={list} noun="samples">
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
  await keepColumns("/samples", columns, formData);
  await postRedirectGet({}, "/samples");
}
