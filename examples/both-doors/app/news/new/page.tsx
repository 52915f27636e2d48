import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { createNews } from "../actions";
import { NewsForm } from "../news-form";

export const metadata: Metadata = { title: "New news" };

export default async function NewNewsPage() {
  const form = (
    <NewsForm key="form" action={createNews} submit="Add news" pending="Adding…" cancel="/news" />
  );
  const session = await auth();
  if (!session) return keptForms(form, async () => redirect(await signInPage()));

  return (
    <div className="page-narrow">
      <PageHeader title="New news" trail={[{ title: "News", path: "/news" }]} />
      {form}
    </div>
  );
}
