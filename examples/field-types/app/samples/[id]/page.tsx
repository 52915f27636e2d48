import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/samples";
import { auth } from "@/lib/auth";
import { callerOf } from "@/lib/guard";
import { parseId } from "@/lib/parse";
import { deleteSample, updateSample } from "../actions";
import { SampleForm } from "../sample-form";

export const metadata: Metadata = { title: "Edit sample" };

export default async function SamplePage({ params }: PageProps<"/samples/[id]">) {
  const session = await auth();
  if (!session) redirect("/sign-in");

  const id = parseId((await params).id);
  const record = id && (await data.getSample(callerOf(session), id));
  if (!record) notFound();

  const update = updateSample.bind(null, record.id);
  return (
    <div className="page space-y-6">
      <Link href="/samples" className="link inline-block text-sm">
        All samples
      </Link>
      <h1 className="text-2xl font-semibold tracking-tight">Edit sample</h1>
      <SampleForm action={update} record={record} submit="Save" pending="Saving…" />
      <form action={deleteSample.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete
        </SubmitButton>
      </form>
    </div>
  );
}
