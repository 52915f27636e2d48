import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/orders";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { chosenIn } from "@/lib/offers";
import { parseId } from "@/lib/parse";
import { orderControls } from "@/lib/schemas/orders";
import { updateOrder } from "../../actions";
import { offersFor } from "../../offers";
import { OrderForm } from "../../order-form";

export const metadata: Metadata = { title: "Edit order" };

export default async function EditOrderPage({
  params,
  searchParams,
}: PageProps<"/orders/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getOrder(callerOf(session), id));
  const chosen = await searchParams;
  const offers = await offersFor(session && callerOf(session), record || {}, chosen);
  const form = (
    <OrderForm
      key="form"
      action={updateOrder.bind(null, id)}
      offers={offers}
      chosen={chosenIn(offers, chosen)}
      shown={record && shownIn(record, orderControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/orders/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.number);
  const trail = [
    { title: "Orders", path: "/orders" },
    { title, path: `/orders/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit order" trail={trail} />
      {form}
    </div>
  );
}
