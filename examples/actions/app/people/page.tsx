import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { DeleteButton, RecordList } from "@/components/record-list";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/people";
import { answersForm, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { listQuery } from "@/lib/list";
import { parseId } from "@/lib/parse";
import { personFilters } from "@/lib/schemas/people";
import { createPerson } from "./actions";
import { PersonForm } from "./person-form";

export const metadata: Metadata = { title: "People" };

/** Open to anybody; who is signed in can also add one, and change their own. */
export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const session = await auth();
  // Whoever was signed out meanwhile keeps what they typed.
  const canAdd = session || (await answersForm());
  const forms = (
    <div key="forms" className="space-y-8">
      {canAdd && <PersonForm action={createPerson} submit="Add" pending="Adding…" />}
    </div>
  );
  const page = await data.listPeople(listQuery(await searchParams, personFilters));
  const ids = page.items.map((record) => record.id);
  const own = session ? await data.ownPersonIds(callerOf(session), ids) : new Set<string>();
  return (
    <div className="page space-y-8">
      <PageHeader title="People">
        <Link href="/people/new" aria-keyshortcuts="n" className="button-primary">
          <Icon name="plus" />
          New person
        </Link>
      </PageHeader>
      {forms}
      <RecordList label="All people" action={removePerson}>
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              {own.has(record.id) ? <Controls record={record} /> : <Read record={record} />}
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/people?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </RecordList>
    </div>
  );
}

const NONE_YET = "There are no people yet.";

function Summary({ record }: { record: data.Person }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <Link href={`/people/${record.id}`} className="font-medium wrap-anywhere hover:underline">
        {display(record.name)}
      </Link>
    </div>
  );
}

function Controls({ record }: { record: data.Person }) {
  const name = display(record.name);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/people/${record.id}/edit`} aria-label={`Edit ${name}`} className="button-quiet">
        Edit
      </Link>
      <DeleteButton id={record.id} name={name} />
    </div>
  );
}

/** For those who may read a record and not change it. */
function Read({ record }: { record: data.Person }) {
  const name = display(record.name);
  return (
    <Link
      href={`/people/${record.id}`}
      aria-label={`Read ${name}`}
      className="button-quiet self-start"
    >
      Read
    </Link>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removePerson(_previous: FormState, formData: FormData): Promise<FormState> {
  "use server";
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const id = parseId(formValues(formData, { id: "text" }).id);
    if (id) await data.deletePerson(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/people");
  const message = "Person deleted.";
  await postRedirectGet({ message }, "/people");
  return { message };
}
