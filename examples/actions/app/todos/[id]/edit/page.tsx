import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/todos";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { todoControls } from "@/lib/schemas/todos";
import { updateTodo } from "../../actions";
import { TodoForm } from "../../todo-form";

export const metadata: Metadata = { title: "Edit todo" };

export default async function EditTodoPage({ params }: PageProps<"/todos/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getTodo(callerOf(session), id));
  const form = (
    <TodoForm
      key="form"
      action={updateTodo.bind(null, id)}
      shown={record && shownIn(record, todoControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/todos/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.text);
  const trail = [
    { title: "Todos", path: "/todos" },
    { title, path: `/todos/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit todo" trail={trail} />
      {form}
    </div>
  );
}
