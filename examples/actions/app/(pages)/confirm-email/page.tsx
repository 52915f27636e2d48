import type { Metadata } from "next";
import { ConfirmEmailForm } from "./confirm-email-form";

export const metadata: Metadata = { title: "Confirm your address" };

export default async function ConfirmEmailPage({ searchParams }: PageProps<"/confirm-email">) {
  const { token } = await searchParams;
  return (
    <div className="page-centered space-y-6">
      <h1 className="text-center text-2xl font-semibold tracking-tight">Confirm your address</h1>
      {/* Pressed by a person: mail programs open links before they do. */}
      <p className="text-muted">
        Did you make an account here just now? Then confirm that the address is yours.
      </p>
      <ConfirmEmailForm token={typeof token === "string" ? token : ""} />
    </div>
  );
}
