import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Detail } from "@/components/detail";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/posts";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { pageRequest } from "@/lib/page";
import { parseId } from "@/lib/parse";
import { createPost } from "./actions";
import { PostForm } from "./post-form";

export const metadata: Metadata = { title: "Posts" };

/** Open to anybody; who is signed in can also add one, and change their own. */
export default async function PostsPage({ searchParams }: PageProps<"/posts">) {
  const session = await auth();
  const page = await data.listPosts(pageRequest(await searchParams));
  const ids = page.items.map((record) => record.id);
  const own = session ? await data.ownPostIds(callerOf(session), ids) : new Set<string>();
  return (
    <div className="page space-y-8">
      <h1 className="text-2xl font-semibold tracking-tight">Posts</h1>
      {session && <PostForm action={createPost} submit="Add" pending="Adding…" />}
      <section aria-label="All posts" className="space-y-3">
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              {own.has(record.id) && <Controls record={record} />}
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/posts?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </section>
    </div>
  );
}

const NONE_YET = "There are no posts yet.";

function Summary({ record }: { record: data.Post }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <p className="font-medium wrap-anywhere">{display(record.title)}</p>
      <dl className="flex flex-wrap gap-x-4 text-sm text-muted">
        <Detail term="Body" value={record.body} />
      </dl>
    </div>
  );
}

function Controls({ record }: { record: data.Post }) {
  const name = display(record.title);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/posts/${record.id}`} className="button-quiet">
        Edit<span className="sr-only"> {name}</span>
      </Link>
      <form action={removePost.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete<span className="sr-only"> {name}</span>
        </SubmitButton>
      </form>
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removePost(id: string) {
  "use server";
  const session = await auth();
  if (!session) redirect("/sign-in");

  const recordId = parseId(id);
  if (recordId) {
    await data.deletePost(callerOf(session), recordId);
  }
  revalidatePath("/posts");
}
