import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { RecordChoices } from "@/components/record-choices";
import { PageHeader } from "@/components/ui/page-header";
import { offerProducts } from "@/data/products";
import { auth } from "@/lib/auth";
import { readChoosing } from "@/lib/choosing";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { wordsIn } from "@/lib/offers";

export const metadata: Metadata = { title: "Which product?" };

/** Without JavaScript, a form leads here to choose among all products, and each of them back to the form. */
export default async function ChooseProductPage({ searchParams }: PageProps<"/products/choose">) {
  const params = await searchParams;
  const choosing = readChoosing(params, FORMS);
  if (!choosing) notFound();

  const session = await auth();
  if (!session) redirect(await signInPage());

  const search = wordsIn(params.q);
  const offers = await offerProducts(callerOf(session), [], search);
  return (
    <div className="page-narrow">
      <PageHeader title="Which product?" trail={[{ title: "Products", path: "/products" }]} />
      <RecordChoices
        noun="products"
        choosing={choosing}
        params={params}
        search={search}
        offers={offers}
      />
    </div>
  );
}

// The fields that refer to products, by the form that has them.
const FORMS = {
  "order-items": ["productId"],
};
