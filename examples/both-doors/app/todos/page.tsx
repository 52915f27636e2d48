import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { DeleteButton, RecordList } from "@/components/record-list";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/todos";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage, signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { listQuery } from "@/lib/list";
import { parseId } from "@/lib/parse";
import { todoFilters } from "@/lib/schemas/todos";
import { createTodo } from "./actions";
import { TodoForm } from "./todo-form";

export const metadata: Metadata = { title: "Todos" };

export default async function TodosPage({ searchParams }: PageProps<"/todos">) {
  const session = await auth();
  const forms = (
    <div key="forms" className="space-y-8">
      <TodoForm action={createTodo} submit="Add" pending="Adding…" />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  const query = listQuery(await searchParams, todoFilters);
  const page = await data.listTodos(callerOf(session), query);
  return (
    <div className="page space-y-8">
      <PageHeader title="Todos">
        <Link href="/todos/new" aria-keyshortcuts="n" className="button-primary">
          <Icon name="plus" />
          New todo
        </Link>
      </PageHeader>
      {forms}
      <RecordList label="All todos" action={removeTodo}>
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              <Controls record={record} />
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/todos?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </RecordList>
    </div>
  );
}

const NONE_YET = "There are no todos yet.";

function Summary({ record }: { record: data.Todo }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <Link href={`/todos/${record.id}`} className="font-medium wrap-anywhere hover:underline">
        {display(record.text)}
      </Link>
    </div>
  );
}

function Controls({ record }: { record: data.Todo }) {
  const name = display(record.text);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/todos/${record.id}/edit`} aria-label={`Edit ${name}`} className="button-quiet">
        Edit
      </Link>
      <DeleteButton id={record.id} name={name} />
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removeTodo(_previous: FormState, formData: FormData): Promise<FormState> {
  "use server";
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const id = parseId(formValues(formData, { id: "text" }).id);
    if (id) await data.deleteTodo(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/todos");
  const message = "Todo deleted.";
  await postRedirectGet({ message }, "/todos");
  return { message };
}
