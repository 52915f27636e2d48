import Link from "next/link";

export function SiteHeader() {
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto max-w-3xl px-4 py-3 sm:px-6">
        <Link href="/" className="font-semibold">
          api-only
        </Link>
      </div>
    </header>
  );
}
