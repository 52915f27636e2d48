import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/customers";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { customerControls } from "@/lib/schemas/customers";
import { updateCustomer } from "../../actions";
import { CustomerForm } from "../../customer-form";

export const metadata: Metadata = { title: "Edit customer" };

export default async function EditCustomerPage({ params }: PageProps<"/customers/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getCustomer(callerOf(session), id));
  const form = (
    <CustomerForm
      key="form"
      action={updateCustomer.bind(null, id)}
      shown={record && shownIn(record, customerControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/customers/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.name);
  const trail = [
    { title: "Customers", path: "/customers" },
    { title, path: `/customers/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit customer" trail={trail} />
      {form}
    </div>
  );
}
