import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { auth } from "@/lib/auth";
import { RebuildIndexForm } from "./rebuild-index-form";

export const metadata: Metadata = { title: "Index" };

export default async function IndexPage() {
  const session = await auth();
  if (!session) redirect("/sign-in");

  return (
    <div className="page space-y-6">
      <h1 className="text-2xl font-semibold tracking-tight">Index</h1>
      <RebuildIndexForm />
    </div>
  );
}
