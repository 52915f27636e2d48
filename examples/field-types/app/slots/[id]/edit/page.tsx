import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/slots";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { slotControls } from "@/lib/schemas/slots";
import { updateSlot } from "../../actions";
import { SlotForm } from "../../slot-form";

export const metadata: Metadata = { title: "Edit slot" };

export default async function EditSlotPage({ params }: PageProps<"/slots/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getSlot(callerOf(session), id));
  const form = (
    <SlotForm
      key="form"
      action={updateSlot.bind(null, id)}
      shown={record && shownIn(record, slotControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/slots/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.room);
  const trail = [
    { title: "Slots", path: "/slots" },
    { title, path: `/slots/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit slot" trail={trail} />
      {form}
    </div>
  );
}
