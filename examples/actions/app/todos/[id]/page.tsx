import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { Folded } from "@/components/folded";
import { keptForms } from "@/components/kept-forms";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/todos";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { archiveTodo, deleteTodo, pinTodo, snoozeTodo } from "../actions";
import { ArchiveTodoForm } from "../archive-todo-form";
import { PinTodoButton } from "../pin-todo-button";
import { SnoozeTodoForm } from "../snooze-todo-form";

/** The record at this address, of whoever asks: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const session = await auth();
  const id = parseId(address);
  const record = session && id ? await data.getTodo(callerOf(session), id) : null;
  return { session, record };
});

export async function generateMetadata({ params }: PageProps<"/todos/[id]">): Promise<Metadata> {
  const { record } = await found((await params).id);
  return { title: record ? display(record.text) : "Todo" };
}

export default async function TodoPage({ params }: PageProps<"/todos/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { session, record } = await found(id);
  const forms = (
    <section key="forms" aria-labelledby="actions" className="mt-8 space-y-3">
      <h2 id="actions" className="text-base font-semibold">
        Actions
      </h2>
      <div className="actions">
        <ArchiveTodoForm action={archiveTodo.bind(null, id)} />
        <PinTodoButton action={pinTodo.bind(null, id)} />
        <Folded title="Snooze todo">
          <SnoozeTodoForm action={snoozeTodo.bind(null, id)} />
        </Folded>
      </div>
    </section>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));
  if (!record) return keptForms(forms, notFound);

  const show = await values();
  const title = display(record.text);
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "Todos", path: "/todos" }]}>
        <Link href={`/todos/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
          <Icon name="edit" />
          Edit
        </Link>
        <ConfirmedAction
          action={deleteTodo.bind(null, id)}
          label="Delete"
          question={`Delete “${title}”?`}
          confirm="Delete"
          pending="Deleting…"
        >
          You can undo this for an hour.
        </ConfirmedAction>
      </PageHeader>
      <Details>
        <Detail term="Text">{show.text(record.text)}</Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
      {forms}
    </div>
  );
}
