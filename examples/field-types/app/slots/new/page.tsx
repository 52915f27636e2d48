import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createSlot } from "../actions";
import { SlotForm } from "../slot-form";

export const metadata: Metadata = { title: "New slot" };

export default async function NewSlotPage() {
  const form = (
    <SlotForm key="form" action={createSlot} submit="Add slot" pending="Adding…" cancel="/slots" />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New slot" trail={[{ title: "Slots", path: "/slots" }]} />
      {form}
    </div>
  );
}
