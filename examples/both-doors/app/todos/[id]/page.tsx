import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/todos";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { todoControls } from "@/lib/schemas/todos";
import { deleteTodo, updateTodo } from "../actions";
import { TodoForm } from "../todo-form";

export const metadata: Metadata = { title: "Edit todo" };

export default async function TodoPage({ params }: PageProps<"/todos/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getTodo(callerOf(session), id));
  const forms = (
    <div key="forms" className="space-y-6">
      <TodoForm
        action={updateTodo.bind(null, id)}
        shown={record && shownIn(record, todoControls)}
        submit="Save"
        pending="Saving…"
      />
      <DangerButton action={deleteTodo.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));
  if (!record) return keptForms(forms, notFound);

  return (
    <div className="page space-y-6">
      <Link href="/todos" className="link inline-block text-sm">
        All todos
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit todo</h1>
      {forms}
    </div>
  );
}
