import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { chosenIn } from "@/lib/offers";
import { createOrder } from "../actions";
import { offersFor } from "../offers";
import { OrderForm } from "../order-form";

export const metadata: Metadata = { title: "New order" };

/** A link may say what the new order refers to: `/orders/new?customerId=…`. */
export default async function NewOrderPage({ searchParams }: PageProps<"/orders/new">) {
  const session = await auth();
  const chosen = await searchParams;
  const offers = await offersFor(session && callerOf(session), chosen);
  const form = (
    <OrderForm
      key="form"
      action={createOrder}
      offers={offers}
      chosen={chosenIn(offers, chosen)}
      submit="Add order"
      pending="Adding…"
      cancel="/orders"
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New order" trail={[{ title: "Orders", path: "/orders" }]} />
      {form}
    </div>
  );
}
