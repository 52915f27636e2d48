import type { Route } from "next";
import Link from "next/link";
import { Overview } from "@/components/overview";
import { Mark } from "@/components/ui/mark";
import { PageHeader } from "@/components/ui/page-header";
import { auth } from "@/lib/auth";
import { pages } from "@/lib/doors";
import { callerOf } from "@/lib/guard";

export default async function HomePage() {
  const session = await auth();
  if (!session) return <Welcome />;
  return (
    <div className="page">
      <PageHeader title={`Welcome, ${session.user.name}`} />
      <Overview caller={callerOf(session)} />
    </div>
  );
}

/** For strangers: the way in, and what is open to anybody. How the app is built is not theirs to know. */
function Welcome() {
  const open = pages.filter((page) => page.public);
  return (
    <div className="page-centered space-y-6 text-center">
      <div className="flex justify-center">
        <Mark className="size-12" />
      </div>
      <div className="space-y-2">
        <h1 className="text-2xl font-semibold tracking-tight">webhooks</h1>
        <p className="text-muted">Sign in, or create an account, to use this app.</p>
      </div>
      <div className="space-y-2">
        <Link href="/sign-in" className="button-primary w-full">
          Sign in
        </Link>
        <Link href="/sign-up" className="button-quiet w-full">
          Create an account
        </Link>
      </div>
      {open.length > 0 && <OpenPages pages={open} />}
    </div>
  );
}

function OpenPages({ pages }: { pages: { title: string; path: Route }[] }) {
  return (
    <section aria-labelledby="open" className="space-y-1 border-t border-line pt-6">
      <h2 id="open" className="text-muted">
        Open to everybody
      </h2>
      <ul className="flex flex-wrap justify-center gap-x-4 gap-y-1">
        {pages.map((page) => (
          <li key={page.path}>
            <Link href={page.path} className="link">
              {page.title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
