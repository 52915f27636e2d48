import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { auth } from "@/lib/auth";
import { leadingBack, safePath } from "@/lib/return-path";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const next = safePath((await searchParams).next);
  if (await auth()) redirect(next);
  return (
    <div className="page-centered space-y-6">
      <h1 className="text-center text-2xl font-semibold tracking-tight">Create an account</h1>
      <SignUpForm next={next} />
      <p className="text-center text-muted">
        Been here before?{" "}
        <Link href={leadingBack("/sign-in", next)} className="link">
          Sign in
        </Link>
      </p>
    </div>
  );
}
