import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Detail, Details } from "@/components/details";
import { ConfirmedAction } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { values } from "@/components/values";
import * as data from "@/data/categories";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { RelatedProducts } from "../../products/related-products";
import { deleteCategory } from "../actions";
import { namesFor } from "../offers";
import { RelatedCategories } from "../related-categories";

/** The record at this address, of whoever asks: for the title and the page, and read once. */
const found = cache(async (address: string) => {
  const session = await auth();
  const id = parseId(address);
  const record = session && id ? await data.getCategory(callerOf(session), id) : null;
  return { session, record };
});

export async function generateMetadata({
  params,
}: PageProps<"/categories/[id]">): Promise<Metadata> {
  const { record } = await found((await params).id);
  return { title: record ? display(record.name) : "Category" };
}

export default async function CategoryPage({ params }: PageProps<"/categories/[id]">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const { session, record } = await found(id);
  if (!session) redirect(await signInPage());
  if (!record) notFound();

  const names = await namesFor(callerOf(session), [record]);
  const show = await values();
  const title = display(record.name);
  return (
    <div className="page-narrow">
      <PageHeader title={title} trail={[{ title: "Categories", path: "/categories" }]}>
        <Link href={`/categories/${id}/edit`} aria-keyshortcuts="e" className="button-quiet">
          <Icon name="edit" />
          Edit
        </Link>
        <ConfirmedAction
          action={deleteCategory.bind(null, id)}
          label="Delete"
          question={`Delete “${title}”?`}
          confirm="Delete"
          pending="Deleting…"
        >
          You can undo this for an hour.
        </ConfirmedAction>
      </PageHeader>
      <Details>
        <Detail term="Name">{show.text(record.name)}</Detail>
        <Detail term="Parent">{show.record(record.parentId, names.parentId, "/categories")}</Detail>
        <Detail term="Created">{show.ago(record.createdAt)}</Detail>
        <Detail term="Updated">{show.ago(record.updatedAt)}</Detail>
      </Details>
      <RelatedCategories by="parentId" id={id} />
      <RelatedProducts by="categoryId" id={id} />
    </div>
  );
}
