import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/products";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { chosenIn } from "@/lib/offers";
import { parseId } from "@/lib/parse";
import { productControls } from "@/lib/schemas/products";
import { updateProduct } from "../../actions";
import { offersFor } from "../../offers";
import { ProductForm } from "../../product-form";

export const metadata: Metadata = { title: "Edit product" };

export default async function EditProductPage({
  params,
  searchParams,
}: PageProps<"/products/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getProduct(callerOf(session), id));
  const chosen = await searchParams;
  const offers = await offersFor(session && callerOf(session), record || {}, chosen);
  const form = (
    <ProductForm
      key="form"
      action={updateProduct.bind(null, id)}
      offers={offers}
      chosen={chosenIn(offers, chosen)}
      shown={record && shownIn(record, productControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/products/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.name);
  const trail = [
    { title: "Products", path: "/products" },
    { title, path: `/products/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit product" trail={trail} />
      {form}
    </div>
  );
}
