import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { DangerButton } from "@/components/action-button";
import { keptForms } from "@/components/kept-forms";
import * as data from "@/data/slots";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { slotControls } from "@/lib/schemas/slots";
import { deleteSlot, updateSlot } from "../actions";
import { SlotForm } from "../slot-form";

export const metadata: Metadata = { title: "Edit slot" };

export default async function SlotPage({ params }: PageProps<"/slots/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getSlot(callerOf(session), id));
  const forms = (
    <div key="forms" className="space-y-6">
      <SlotForm
        action={updateSlot.bind(null, id)}
        shown={record && shownIn(record, slotControls)}
        submit="Save"
        pending="Saving…"
      />
      <DangerButton action={deleteSlot.bind(null, id)} pending="Deleting…">
        Delete
      </DangerButton>
    </div>
  );
  if (!session) return keptForms(forms, async () => redirect(await signInPage()));
  if (!record) return keptForms(forms, notFound);

  return (
    <div className="page space-y-6">
      <Link href="/slots" className="link inline-block text-sm">
        All slots
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit slot</h1>
      {forms}
    </div>
  );
}
