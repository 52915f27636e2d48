import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { chosenIn } from "@/lib/offers";
import { createOrderItem } from "../actions";
import { offersFor } from "../offers";
import { OrderItemForm } from "../order-item-form";

export const metadata: Metadata = { title: "New order item" };

/** A link may say what the new order item refers to: `/order-items/new?orderId=…`. */
export default async function NewOrderItemPage({ searchParams }: PageProps<"/order-items/new">) {
  const session = await auth();
  const chosen = await searchParams;
  const offers = await offersFor(session && callerOf(session), chosen);
  const form = (
    <OrderItemForm
      key="form"
      action={createOrderItem}
      offers={offers}
      chosen={chosenIn(offers, chosen)}
      submit="Add order item"
      pending="Adding…"
      cancel="/order-items"
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New order item" trail={[{ title: "Order items", path: "/order-items" }]} />
      {form}
    </div>
  );
}
