import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { RecordChoices } from "@/components/record-choices";
import { PageHeader } from "@/components/ui/page-header";
import { offerOrders } from "@/data/orders";
import { auth } from "@/lib/auth";
import { readChoosing } from "@/lib/choosing";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { wordsIn } from "@/lib/offers";

export const metadata: Metadata = { title: "Which order?" };

/** Without JavaScript, a form leads here to choose among all orders, and each of them back to the form. */
export default async function ChooseOrderPage({ searchParams }: PageProps<"/orders/choose">) {
  const params = await searchParams;
  const choosing = readChoosing(params, FORMS);
  if (!choosing) notFound();

  const session = await auth();
  if (!session) redirect(await signInPage());

  const search = wordsIn(params.q);
  const offers = await offerOrders(callerOf(session), [], search);
  return (
    <div className="page-narrow">
      <PageHeader title="Which order?" trail={[{ title: "Orders", path: "/orders" }]} />
      <RecordChoices
        noun="orders"
        choosing={choosing}
        params={params}
        search={search}
        offers={offers}
      />
    </div>
  );
}

// The fields that refer to orders, by the form that has them.
const FORMS = {
  "order-items": ["orderId"],
};
