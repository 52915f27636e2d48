import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { chosenIn } from "@/lib/offers";
import { createCategory } from "../actions";
import { CategoryForm } from "../category-form";
import { offersFor } from "../offers";

export const metadata: Metadata = { title: "New category" };

/** A link may say what the new category refers to: `/categories/new?parentId=…`. */
export default async function NewCategoryPage({ searchParams }: PageProps<"/categories/new">) {
  const session = await auth();
  const chosen = await searchParams;
  const offers = await offersFor(session && callerOf(session), chosen);
  const form = (
    <CategoryForm
      key="form"
      action={createCategory}
      offers={offers}
      chosen={chosenIn(offers, chosen)}
      submit="Add category"
      pending="Adding…"
      cancel="/categories"
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New category" trail={[{ title: "Categories", path: "/categories" }]} />
      {form}
    </div>
  );
}
