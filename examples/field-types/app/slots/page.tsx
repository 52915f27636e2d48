import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { DeleteButton, RecordList } from "@/components/record-list";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/slots";
import { postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInPage, signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { listQuery } from "@/lib/list";
import { parseId } from "@/lib/parse";
import { slotFilters } from "@/lib/schemas/slots";
import { createSlot } from "./actions";
import { SlotForm } from "./slot-form";

export const metadata: Metadata = { title: "Slots" };

export default async function SlotsPage({ searchParams }: PageProps<"/slots">) {
  const session = await auth();
  const forms = (
    <div key="forms" className="space-y-8">
      <SlotForm action={createSlot} submit="Add" pending="Adding…" />
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));

  const query = listQuery(await searchParams, slotFilters);
  const page = await data.listSlots(callerOf(session), query);
  return (
    <div className="page space-y-8">
      <PageHeader title="Slots">
        <Link href="/slots/new" aria-keyshortcuts="n" className="button-primary">
          <Icon name="plus" />
          New slot
        </Link>
      </PageHeader>
      {forms}
      <RecordList label="All slots" action={removeSlot}>
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
          <Link href={`/slots?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </RecordList>
    </div>
  );
}

const NONE_YET = "There are no slots yet.";

function Summary({ record }: { record: data.Slot }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <Link href={`/slots/${record.id}`} className="font-medium wrap-anywhere hover:underline">
        {display(record.room)}
      </Link>
    </div>
  );
}

function Controls({ record }: { record: data.Slot }) {
  const name = display(record.room);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/slots/${record.id}/edit`} aria-label={`Edit ${name}`} className="button-quiet">
        Edit
      </Link>
      <DeleteButton id={record.id} name={name} />
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removeSlot(_previous: FormState, formData: FormData): Promise<FormState> {
  "use server";
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const id = parseId(formValues(formData, { id: "text" }).id);
    if (id) await data.deleteSlot(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/slots");
  const message = "Slot deleted.";
  await postRedirectGet({ message }, "/slots");
  return { message };
}
