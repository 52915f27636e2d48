import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { chosenIn } from "@/lib/offers";
import { createProduct } from "../actions";
import { offersFor } from "../offers";
import { ProductForm } from "../product-form";

export const metadata: Metadata = { title: "New product" };

/** A link may say what the new product refers to: `/products/new?categoryId=…`. */
export default async function NewProductPage({ searchParams }: PageProps<"/products/new">) {
  const session = await auth();
  const chosen = await searchParams;
  const offers = await offersFor(session && callerOf(session), chosen);
  const form = (
    <ProductForm
      key="form"
      action={createProduct}
      offers={offers}
      chosen={chosenIn(offers, chosen)}
      submit="Add product"
      pending="Adding…"
      cancel="/products"
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New product" trail={[{ title: "Products", path: "/products" }]} />
      {form}
    </div>
  );
}
