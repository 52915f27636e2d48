import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { auth } from "@/lib/auth";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await auth()) redirect("/");
  return (
    <div className="page max-w-md space-y-6">
      <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
      <SignInForm />
      <p className="text-sm text-muted">
        New here?{" "}
        <Link href="/sign-up" className="link">
          Create an account
        </Link>
      </p>
    </div>
  );
}
