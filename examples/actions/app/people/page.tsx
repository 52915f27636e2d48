import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/people";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { pageRequest } from "@/lib/page";
import { parseId } from "@/lib/parse";
import { createPerson } from "./actions";
import { PersonForm } from "./person-form";

export const metadata: Metadata = { title: "People" };

/** Open to anybody; who is signed in can also add one, and change their own. */
export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const session = await auth();
  const page = await data.listPeople(pageRequest(await searchParams));
  const ids = page.items.map((record) => record.id);
  const own = session ? await data.ownPersonIds(callerOf(session), ids) : new Set<string>();
  return (
    <div className="page space-y-8">
      <h1 className="text-2xl font-semibold tracking-tight">People</h1>
      {session && <PersonForm action={createPerson} submit="Add" pending="Adding…" />}
      <section aria-label="All people" className="space-y-3">
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              {own.has(record.id) && <Controls record={record} />}
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/people?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </section>
    </div>
  );
}

const NONE_YET = "There are no people yet.";

function Summary({ record }: { record: data.Person }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <p className="font-medium wrap-anywhere">{display(record.name)}</p>
    </div>
  );
}

function Controls({ record }: { record: data.Person }) {
  const name = display(record.name);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/people/${record.id}`} className="button-quiet">
        Edit<span className="sr-only"> {name}</span>
      </Link>
      <form action={removePerson.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete<span className="sr-only"> {name}</span>
        </SubmitButton>
      </form>
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removePerson(id: string) {
  "use server";
  const session = await auth();
  if (!session) redirect("/sign-in");

  const recordId = parseId(id);
  if (recordId) {
    await data.deletePerson(callerOf(session), recordId);
  }
  revalidatePath("/people");
}
