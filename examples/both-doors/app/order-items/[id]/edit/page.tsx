import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/order-items";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { callerOf } from "@/lib/guard";
import { chosenIn } from "@/lib/offers";
import { parseId } from "@/lib/parse";
import { orderItemControls } from "@/lib/schemas/order-items";
import { updateOrderItem } from "../../actions";
import { offersFor } from "../../offers";
import { OrderItemForm } from "../../order-item-form";

export const metadata: Metadata = { title: "Edit order item" };

export default async function EditOrderItemPage({
  params,
  searchParams,
}: PageProps<"/order-items/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getOrderItem(callerOf(session), id));
  const chosen = await searchParams;
  const offers = await offersFor(session && callerOf(session), record || {}, chosen);
  const form = (
    <OrderItemForm
      key="form"
      action={updateOrderItem.bind(null, id)}
      offers={offers}
      chosen={chosenIn(offers, chosen)}
      shown={record && shownIn(record, orderItemControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/order-items/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const titles = await data.titleOrderItems(callerOf(session), [record]);
  const title = titles.get(id) ?? "Order item";
  const trail = [
    { title: "Order items", path: "/order-items" },
    { title, path: `/order-items/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit order item" trail={trail} />
      {form}
    </div>
  );
}
