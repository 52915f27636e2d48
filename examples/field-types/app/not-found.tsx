import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFoundPage() {
  return (
    <div className="page-centered space-y-4 text-center">
      <p className="text-5xl font-semibold tracking-tight text-muted">404</p>
      <h1 className="title">Page not found</h1>
      <p className="text-muted">There is nothing at this address, or it is not yours to see.</p>
      <Link href="/" className="button-quiet">
        Go to the start page
      </Link>
    </div>
  );
}
