import Link from "next/link";
import { signOut } from "@/app/(pages)/sign-in/actions";
import { SubmitButton } from "@/components/submit-button";
import { auth } from "@/lib/auth";
import { pages } from "@/lib/doors";

export async function SiteHeader() {
  const session = await auth();
  const open = pages.filter((page) => session || page.public);
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-3xl flex-wrap items-center gap-x-5 gap-y-2 px-4 py-3 sm:px-6">
        <Link href="/" className="font-semibold">
          webhooks
        </Link>
        <nav
          aria-label="Main"
          className="flex flex-1 flex-wrap items-center gap-x-4 gap-y-1 text-sm"
        >
          {open.map((page) => (
            <Link key={page.path} href={page.path} className="py-1 text-muted hover:text-ink">
              {page.title}
            </Link>
          ))}
        </nav>
        {session ? (
          <form action={signOut} className="flex items-center gap-3 text-sm">
            <Link href="/account" className="max-w-40 truncate py-1 text-muted hover:text-ink">
              {session.user.email}
            </Link>
            <SubmitButton className="button-quiet" pending="Signing out…">
              Sign out
            </SubmitButton>
          </form>
        ) : (
          <Link href="/sign-in" className="button-quiet">
            Sign in
          </Link>
        )}
      </div>
    </header>
  );
}
