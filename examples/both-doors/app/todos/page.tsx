import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Detail } from "@/components/detail";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/todos";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { pageRequest } from "@/lib/page";
import { parseId } from "@/lib/parse";
import { createTodo } from "./actions";
import { TodoForm } from "./todo-form";

export const metadata: Metadata = { title: "Todos" };

export default async function TodosPage({ searchParams }: PageProps<"/todos">) {
  const session = await auth();
  if (!session) redirect("/sign-in");

  const request = pageRequest(await searchParams);
  const page = await data.listTodos(callerOf(session), request);
  return (
    <div className="page space-y-8">
      <h1 className="text-2xl font-semibold tracking-tight">Todos</h1>
      <TodoForm action={createTodo} submit="Add" pending="Adding…" />
      <section aria-label="All todos" className="space-y-3">
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
      </section>
    </div>
  );
}

const NONE_YET = "There are no todos yet.";

function Summary({ record }: { record: data.Todo }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <p className="font-medium wrap-anywhere">{display(record.text)}</p>
      <dl className="flex flex-wrap gap-x-4 text-sm text-muted">
        <Detail term="Completed" value={record.completed} />
      </dl>
    </div>
  );
}

function Controls({ record }: { record: data.Todo }) {
  const name = display(record.text);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/todos/${record.id}`} className="button-quiet">
        Edit<span className="sr-only"> {name}</span>
      </Link>
      <form action={removeTodo.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete<span className="sr-only"> {name}</span>
        </SubmitButton>
      </form>
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removeTodo(id: string) {
  "use server";
  const session = await auth();
  if (!session) redirect("/sign-in");

  const recordId = parseId(id);
  if (recordId) {
    await data.deleteTodo(callerOf(session), recordId);
  }
  revalidatePath("/todos");
}
