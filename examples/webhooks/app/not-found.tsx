import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFoundPage() {
  return (
    <div className="page space-y-4">
      <h1 className="text-2xl font-semibold tracking-tight">Page not found</h1>
      <p className="text-muted">There is nothing at this address, or it is not yours to see.</p>
      <Link href="/" className="link">
        Go to the start page
      </Link>
    </div>
  );
}
