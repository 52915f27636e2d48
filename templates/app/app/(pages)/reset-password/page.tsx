import type { Metadata } from "next";
import Link from "next/link";
import { personOfReset } from "@/lib/password-reset";
import { ResetPasswordForm } from "./reset-password-form";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  const { token } = await searchParams;
  // Looked at and not used up: mail programs open links before people do.
  const person = await personOfReset(token);
  return (
    <div className="page-centered space-y-6">
      <h1 className="text-center text-2xl font-semibold tracking-tight">Choose a new password</h1>
      {person ? (
        <ResetPasswordForm token={String(token)} email={person.email} />
      ) : (
        <p className="card">
          This link works no more: it was used, or is older than an hour.{" "}
          <Link href="/forgot-password" className="link">
            Get a new one
          </Link>
        </p>
      )}
    </div>
  );
}
