import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { DeleteButton, RecordList } from "@/components/record-list";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/samples";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage, signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { listQuery } from "@/lib/list";
import { parseId } from "@/lib/parse";
import { sampleFilters } from "@/lib/schemas/samples";
import { createSample } from "./actions";
import { SampleForm } from "./sample-form";

export const metadata: Metadata = { title: "Samples" };

export default async function SamplesPage({ searchParams }: PageProps<"/samples">) {
  const session = await auth();
  const forms = (
    <div key="forms" className="space-y-8">
      <SampleForm action={createSample} submit="Add" pending="Adding…" />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  const query = listQuery(await searchParams, sampleFilters);
  const page = await data.listSamples(callerOf(session), query);
  return (
    <div className="page space-y-8">
      <PageHeader title="Samples">
        <Link href="/samples/new" aria-keyshortcuts="n" className="button-primary">
          <Icon name="plus" />
          New sample
        </Link>
      </PageHeader>
      {forms}
      <RecordList label="All samples" action={removeSample}>
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
          <Link href={`/samples?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </RecordList>
    </div>
  );
}

const NONE_YET = "There are no samples yet.";

function Summary({ record }: { record: data.Sample }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <Link href={`/samples/${record.id}`} className="font-medium wrap-anywhere hover:underline">
        {display(record.title)}
      </Link>
    </div>
  );
}

function Controls({ record }: { record: data.Sample }) {
  const name = display(record.title);
  return (
    <div className="flex items-start gap-2">
      <Link
        href={`/samples/${record.id}/edit`}
        aria-label={`Edit ${name}`}
        className="button-quiet"
      >
        Edit
      </Link>
      <DeleteButton id={record.id} name={name} />
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removeSample(_previous: FormState, formData: FormData): Promise<FormState> {
  "use server";
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const id = parseId(formValues(formData, { id: "text" }).id);
    if (id) await data.deleteSample(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/samples");
  const message = "Sample deleted.";
  await postRedirectGet({ message }, "/samples");
  return { message };
}
