import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { RecordChoices } from "@/components/record-choices";
import { PageHeader } from "@/components/ui/page-header";
import { offerCategories } from "@/data/categories";
import { auth } from "@/lib/auth";
import { readChoosing } from "@/lib/choosing";
import { signInPage } from "@/lib/credentials";
import { callerOf } from "@/lib/guard";
import { wordsIn } from "@/lib/offers";

export const metadata: Metadata = { title: "Which category?" };

/** Without JavaScript, a form leads here to choose among all categories, and each of them back to the form. */
export default async function ChooseCategoryPage({
  searchParams,
}: PageProps<"/categories/choose">) {
  const params = await searchParams;
  const choosing = readChoosing(params, FORMS);
  if (!choosing) notFound();

  const session = await auth();
  if (!session) redirect(await signInPage());

  const search = wordsIn(params.q);
  const offers = await offerCategories(callerOf(session), [], search);
  return (
    <div className="page-narrow">
      <PageHeader title="Which category?" trail={[{ title: "Categories", path: "/categories" }]} />
      <RecordChoices
        noun="categories"
        choosing={choosing}
        params={params}
        search={search}
        offers={offers}
      />
    </div>
  );
}

// The fields that refer to categories, by the form that has them.
const FORMS = {
  categories: ["parentId"],
  products: ["categoryId"],
};
