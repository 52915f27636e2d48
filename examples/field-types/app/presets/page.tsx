import type { Metadata } from "next";
import { revalidatePath } from "next/cache";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Detail } from "@/components/detail";
import { SubmitButton } from "@/components/submit-button";
import * as data from "@/data/presets";
import { auth } from "@/lib/auth";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { pageRequest } from "@/lib/page";
import { parseId } from "@/lib/parse";
import { createPreset } from "./actions";
import { PresetForm } from "./preset-form";

export const metadata: Metadata = { title: "Presets" };

export default async function PresetsPage({ searchParams }: PageProps<"/presets">) {
  const session = await auth();
  if (!session) redirect("/sign-in");

  const request = pageRequest(await searchParams);
  const page = await data.listPresets(callerOf(session), request);
  return (
    <div className="page space-y-8">
      <h1 className="text-2xl font-semibold tracking-tight">Presets</h1>
      <PresetForm action={createPreset} submit="Add" pending="Adding…" />
      <section aria-label="All presets" className="space-y-3">
        {page.items.length === 0 && <p className="card text-muted">{NONE_YET}</p>}
        <ul className="space-y-3">
          {page.items.map((record) => (
            <li key={record.id} className="card flex flex-col justify-between gap-3 sm:flex-row">
              <Summary record={record} />
              <Controls record={record} />
            </li>
          ))}
        </ul>
        {page.next && (
          <Link href={`/presets?after=${page.next}`} className="link text-sm">
            Older
          </Link>
        )}
      </section>
    </div>
  );
}

const NONE_YET = "There are no presets yet.";

function Summary({ record }: { record: data.Preset }) {
  return (
    <div className="min-w-0 flex-1 space-y-1">
      <p className="font-medium wrap-anywhere">{display(record.title)}</p>
      <dl className="flex flex-wrap gap-x-4 text-sm text-muted">
        <Detail term="Body" value={record.body} />
        <Detail term="Count" value={record.count} />
        <Detail term="Score" value={record.score} />
        <Detail term="Price" value={record.price} />
        <Detail term="Done" value={record.done} />
        <Detail term="Day" value={record.day} />
        <Detail term="At" value={record.at} />
        <Detail term="Mood" value={record.mood} />
        <Detail term="Contact" value={record.contact} />
        <Detail term="Link" value={record.link} />
        <Detail term="Token" value={record.token} />
        <Detail term="Meta" value={record.meta} />
      </dl>
    </div>
  );
}

function Controls({ record }: { record: data.Preset }) {
  const name = display(record.title);
  return (
    <div className="flex items-start gap-2">
      <Link href={`/presets/${record.id}`} className="button-quiet">
        Edit<span className="sr-only"> {name}</span>
      </Link>
      <form action={removePreset.bind(null, record.id)}>
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete<span className="sr-only"> {name}</span>
        </SubmitButton>
      </form>
    </div>
  );
}

// An inline Server Action: as public as those in actions.ts, so it asks who is calling, too.
async function removePreset(id: string) {
  "use server";
  const session = await auth();
  if (!session) redirect("/sign-in");

  const recordId = parseId(id);
  if (recordId) {
    await data.deletePreset(callerOf(session), recordId);
  }
  revalidatePath("/presets");
}
