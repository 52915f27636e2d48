import Link from "next/link";
import { DoorList } from "@/components/door-list";
import { auth } from "@/lib/auth";
import { pages } from "@/lib/doors";

export default async function HomePage() {
  const session = await auth();
  const known = session !== null || process.env.NODE_ENV === "development";
  return (
    <div className="page space-y-8">
      <h1 className="text-3xl font-semibold tracking-tight">field-types</h1>
      {session === null && <Welcome />}
      {known && <DoorList />}
    </div>
  );
}

/** For strangers: the way in, and what is open to anybody. How the app is built is not theirs to know. */
function Welcome() {
  const open = pages.filter((page) => page.public);
  return (
    <>
      <p className="text-muted">Welcome. Sign in, or create an account, to use this app.</p>
      <p className="flex flex-wrap gap-3">
        <Link href="/sign-in" className="button-primary">
          Sign in
        </Link>
        <Link href="/sign-up" className="button-quiet">
          Create an account
        </Link>
      </p>
      <ul className="flex flex-wrap gap-x-5 gap-y-2">
        {open.map((page) => (
          <li key={page.path}>
            <Link href={page.path} className="link">
              {page.title}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
