import Link from "next/link";
import { Mark } from "@/components/ui/mark";

export function SiteHeader() {
  return (
    <header className="top-bar">
      <Brand />
    </header>
  );
}

function Brand() {
  return (
    <Link href="/" className="flex min-w-0 items-center gap-2.5 font-semibold">
      <Mark />
      <span className="truncate">api-only</span>
    </Link>
  );
}
