import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createPerson } from "../actions";
import { PersonForm } from "../person-form";

export const metadata: Metadata = { title: "New person" };

export default async function NewPersonPage() {
  const form = (
    <PersonForm
      key="form"
      action={createPerson}
      submit="Add person"
      pending="Adding…"
      cancel="/people"
    />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New person" trail={[{ title: "People", path: "/people" }]} />
      {form}
    </div>
  );
}
