import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createCustomer } from "../actions";
import { CustomerForm } from "../customer-form";

export const metadata: Metadata = { title: "New customer" };

export default async function NewCustomerPage() {
  const form = (
    <CustomerForm
      key="form"
      action={createCustomer}
      submit="Add customer"
      pending="Adding…"
      cancel="/customers"
    />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New customer" trail={[{ title: "Customers", path: "/customers" }]} />
      {form}
    </div>
  );
}
