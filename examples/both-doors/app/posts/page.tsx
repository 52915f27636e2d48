import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { DeleteButton, RecordList } from "@/components/record-list";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/posts";
import { answersForm, postRedirectGet } from "@/lib/answer";
import { auth } from "@/lib/auth";
import { signInToPress } from "@/lib/credentials";
import { type FormState, failed, formValues } from "@/lib/form";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { listQuery } from "@/lib/list";
import { parseId } from "@/lib/parse";
import { postFilters } from "@/lib/schemas/posts";
import { createPost } from "./actions";
import { PostForm } from "./post-form";

export const metadata: Metadata = { title: "Posts" };

/** Open to anybody; who is signed in can also add one, and change their own. */
export default async function PostsPage({ searchParams }: PageProps<"/posts">) {
  const session = await auth();
  // Whoever was signed out meanwhile keeps what they typed.
  const canAdd = session || (await answersForm());
  const forms = (
    <div key="forms" className="space-y-8">
      {canAdd && <PostForm action={createPost} submit="Add" pending="Adding…" />}
    </div>
  );
  const page = await data.listPosts(listQuery(await searchParams, postFilters));
  const ids = page.items.map((record) => record.id);
  const own = session ? await data.ownPostIds(callerOf(session), ids) : new Set<string>();
  return (
    <div className="page space-y-8">
      <PageHeader title="Posts">
        <Link href="/posts/new" aria-keyshortcuts="n" className="button-primary">
          <Icon name="plus" />
          New post
        </Link>
      </PageHeader>
      {forms}
      <RecordList label="All posts" action={removePost}>
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              {own.has(record.id) ? <Controls record={record} /> : <Read record={record} />}
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/posts?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </RecordList>
    </div>
  );
}

const NONE_YET = "There are no posts yet.";

function Summary({ record }: { record: data.Post }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <Link href={`/posts/${record.id}`} className="font-medium wrap-anywhere hover:underline">
        {display(record.title)}
      </Link>
    </div>
  );
}

function Controls({ record }: { record: data.Post }) {
  const name = display(record.title);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/posts/${record.id}/edit`} aria-label={`Edit ${name}`} className="button-quiet">
        Edit
      </Link>
      <DeleteButton id={record.id} name={name} />
    </div>
  );
}

/** For those who may read a record and not change it. */
function Read({ record }: { record: data.Post }) {
  const name = display(record.title);
  return (
    <Link
      href={`/posts/${record.id}`}
      aria-label={`Read ${name}`}
      className="button-quiet self-start"
    >
      Read
    </Link>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removePost(_previous: FormState, formData: FormData): Promise<FormState> {
  "use server";
  try {
    const session = await auth();
    if (!session) return signInToPress();

    const id = parseId(formValues(formData, { id: "text" }).id);
    if (id) await data.deletePost(callerOf(session), id);
  } catch (error) {
    return failed(error);
  }
  revalidatePath("/posts");
  const message = "Post deleted.";
  await postRedirectGet({ message }, "/posts");
  return { message };
}
