import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { keptForms } from "@/components/kept-forms";
import { PageHeader } from "@/components/ui/page-header";
import * as data from "@/data/presets";
import { auth } from "@/lib/auth";
import { signInPage } from "@/lib/credentials";
import { shownIn } from "@/lib/edit";
import { display } from "@/lib/format";
import { callerOf } from "@/lib/guard";
import { viewer } from "@/lib/locale";
import { parseId } from "@/lib/parse";
import { presetControls } from "@/lib/schemas/presets";
import { updatePreset } from "../../actions";
import { PresetForm } from "../../preset-form";

export const metadata: Metadata = { title: "Edit preset" };

export default async function EditPresetPage({ params }: PageProps<"/presets/[id]/edit">) {
  const id = parseId((await params).id);
  if (!id) notFound();

  const session = await auth();
  const record = session && (await data.getPreset(callerOf(session), id));
  const { zone } = await viewer();
  const form = (
    <PresetForm
      key="form"
      action={updatePreset.bind(null, id)}
      shown={record && shownIn(record, presetControls, zone)}
      submit="Save"
      pending="Saving…"
      cancel={`/presets/${id}`}
    />
  );
  if (!session) return keptForms(form, async () => redirect(await signInPage()));
  if (!record) return keptForms(form, notFound);

  const title = display(record.title);
  const trail = [
    { title: "Presets", path: "/presets" },
    { title, path: `/presets/${id}` },
  ];
  return (
    <div className="page-narrow">
      <PageHeader title="Edit preset" trail={trail} />
      {form}
    </div>
  );
}
