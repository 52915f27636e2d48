import type { Metadata } from "next";
import Link from "next/link";
import { sendsMail } from "@/lib/mail";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot your password?" };

export default function ForgotPasswordPage() {
  return (
    <div className="page-centered space-y-6">
      <h1 className="text-center text-2xl font-semibold tracking-tight">Forgot your password?</h1>
      {sendsMail() ? (
        <>
          <p className="text-muted">We mail you a link to choose a new one.</p>
          <ForgotPasswordForm />
        </>
      ) : (
        <p className="card">This app sends no mail. Who runs it can give you a new password.</p>
      )}
      <p className="text-center text-muted">
        Do you know it?{" "}
        <Link href="/sign-in" className="link">
          Sign in
        </Link>
      </p>
    </div>
  );
}
