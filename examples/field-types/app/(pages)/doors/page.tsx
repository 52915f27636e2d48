import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DoorList } from "@/components/door-list";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";

export const metadata: Metadata = { title: "Doors" };

/** For those who belong to the app, and those who build it: strangers need not know how it is made. */
export default async function DoorsPage() {
  const session = await auth();
  if (!session && process.env.NODE_ENV !== "development") redirect(await signInPage());

  return (
    <div className="page">
      <PageHeader
        title="Doors"
        lead="Every way into this app: who calls it, and how it is guarded."
      />
      <DoorList />
    </div>
  );
}
