import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { auth } from "@/lib/auth";
import { leadingBack, safePath } from "@/lib/return-path";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const next = safePath((await searchParams).next);
  if (await auth()) redirect(next);
  return (
    <div className="page-centered space-y-6">
      <h1 className="text-center text-2xl font-semibold tracking-tight">Sign in</h1>
      <SignInForm next={next} />
      <p className="text-center">
        <Link href="/forgot-password" className="link">
          Forgot your password?
        </Link>
      </p>
      <p className="text-center text-muted">
        New here?{" "}
        <Link href={leadingBack("/sign-up", next)} className="link">
          Create an account
        </Link>
      </p>
    </div>
  );
}
