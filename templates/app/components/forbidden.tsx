import { headers } from "next/headers";
import Link from "next/link";
import { answerForbidden } from "@/lib/error-page";

/** In the place of a page, for those who lack the role that it takes. */
export async function Forbidden() {
  answerForbidden(await headers());
  return (
    <div className="page-centered space-y-4 text-center">
      <p className="text-5xl font-semibold tracking-tight text-muted">403</p>
      <h1 className="title">Not allowed</h1>
      <p className="text-muted">
        It takes a role that you do not have. Ask those who run this app to give it to you.
      </p>
      <Link href="/" className="button-quiet">
        Go to the start page
      </Link>
    </div>
  );
}
