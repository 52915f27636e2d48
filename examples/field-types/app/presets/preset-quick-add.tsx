"use client";

import Link from "next/link";
import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

/** Above the list: what a new preset needs, and no more. The form at /presets/new has all fields. */
export function PresetQuickAdd({ action }: { action: FormAction }) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="quick-add">
      <input type="hidden" name="body" value={DEFAULTS.body} />
      <input type="hidden" name="count" value={DEFAULTS.count} />
      <input type="hidden" name="score" value={DEFAULTS.score} />
      <input type="hidden" name="price" value={DEFAULTS.price} />
      <input type="hidden" name="done" value={DEFAULTS.done} />
      <input type="hidden" name="day" value={DEFAULTS.day} />
      <input type="hidden" name="at" value={DEFAULTS.at} />
      <input type="hidden" name="mood" value={DEFAULTS.mood} />
      <input type="hidden" name="contact" value={DEFAULTS.contact} />
      <input type="hidden" name="link" value={DEFAULTS.link} />
      <input type="hidden" name="token" value={DEFAULTS.token} />
      <input type="hidden" name="meta" value={DEFAULTS.meta} />
      <InputField
        label="Title"
        name="title"
        defaultValue={values.title}
        errors={state.fieldErrors?.title}
        maxLength={255}
        required
      />
      <div className="quick-add-buttons">
        <SubmitButton pending="Adding…">Add</SubmitButton>
        <Link href="/presets/new" className="link">
          More fields
        </Link>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  title: "Untitled",
  body: "Two words",
  count: "3",
  score: "0.5",
  price: "9.90",
  done: "on",
  day: "2026-01-31",
  at: "2026-01-31T12:00:00.000",
  mood: "good",
  contact: "ada@example.com",
  link: "https://example.com",
  token: "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e",
  meta: '{"a":[1,2]}',
};
