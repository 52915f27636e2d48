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
import * as data from "@/data/todos";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { NO_PAGE } from "@/lib/list";
import { keepColumns } from "@/lib/list-columns";
import { readListView } from "@/lib/list-view";
import { todoFilters } from "@/lib/schemas/todos";
import { createTodo, deleteManyTodos } from "./actions";
import { ClearTodosButton } from "./clear-todos-button";
import { columns } from "./columns";
import { ImportTodosForm } from "./import-todos-form";
import { TodoQuickAdd } from "./todo-quick-add";

export const metadata: Metadata = { title: "Todos" };

export default async function TodosPage({ searchParams }: PageProps<"/todos">) {
  const session = await auth();
  const forms = (
    <div key="forms" className="empty:hidden">
      <TodoQuickAdd action={createTodo} />
    </div>
  );
  const others = (
    <div key="others" className="space-y-4">
      <ClearTodosButton />
      <ImportTodosForm />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()), others);

  const { list, query } = await readListView("/todos", columns, todoFilters, searchParams);
  const page = list.errors.size > 0 ? NO_PAGE : await data.listTodos(callerOf(session), query);
  const add = (
    <Link href="/todos/new" aria-keyshortcuts="n" className="button-primary">
      <Icon name="plus" />
      New todo
    </Link>
  );
  const actions = (
    <PickAction
      action={deleteManyTodos}
      label="Delete"
      icon="trash"
      one="todo"
      many="todos"
      pending="Deleting…"
    >
      You can undo this for an hour.
    </PickAction>
  );
  return (
    <div className="list-page">
      <PageHeader title={<Count page={page}>Todos</Count>}>
        <ExportLink list={list} />
        {add}
      </PageHeader>
      {forms}
      <ListToolbar list={list} noun="todos" />
      <PickList list={list} page={page} label="All todos" actions={actions}>
        {page.items.length > 0 ? (
          <RecordTable list={list} records={page.items} caption="Todos" mayChange={() => true} />
        ) : (
          <NoRecords list={list} noun="todos">
            {add}
          </NoRecords>
        )}
      </PickList>
      <Pager list={list} page={page} />
      {others}
      <ColumnMenu list={list} action={chooseColumns} />
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts. It needs no session, because it changes
// nothing but a cookie of whoever asks: which columns they want to see.
async function chooseColumns(formData: FormData): Promise<void> {
  "use server";
  await keepColumns("/todos", columns, formData);
  await postRedirectGet({}, "/todos");
}
