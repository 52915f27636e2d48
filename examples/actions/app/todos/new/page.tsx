import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createTodo } from "../actions";
import { TodoForm } from "../todo-form";

export const metadata: Metadata = { title: "New todo" };

export default async function NewTodoPage() {
  const form = (
    <TodoForm key="form" action={createTodo} submit="Add todo" pending="Adding…" cancel="/todos" />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New todo" trail={[{ title: "Todos", path: "/todos" }]} />
      {form}
    </div>
  );
}
