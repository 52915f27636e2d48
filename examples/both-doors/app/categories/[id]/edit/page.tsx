import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/categories";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { chosenIn } from "@/lib/offers";
import { parseId } from "@/lib/parse";
import { categoryControls } from "@/lib/schemas/categories";
import { updateCategory } from "../../actions";
import { CategoryForm } from "../../category-form";
import { offersFor } from "../../offers";

export const metadata: Metadata = { title: "Edit category" };

export default async function EditCategoryPage({
  params,
  searchParams,
}: PageProps<"/categories/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getCategory(callerOf(session), id));
  const chosen = await searchParams;
  const offers = await offersFor(session && callerOf(session), record || {}, chosen);
  const form = (
    <CategoryForm
      key="form"
      action={updateCategory.bind(null, id)}
      offers={offers}
      chosen={chosenIn(offers, chosen)}
      shown={record && shownIn(record, categoryControls)}
      submit="Save"
      pending="Saving…"
      cancel={`/categories/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.name);
  const trail = [
    { title: "Categories", path: "/categories" },
    { title, path: `/categories/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit category" trail={trail} />
      {form}
    </div>
  );
}
