"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { News } from "@/data/news";
import { type FormState, inputText } from "@/lib/form";

type Props = {
  action: (previous: FormState, formData: FormData) => Promise<FormState>;
  /** The record to change; without one the form makes a new one. */
  record?: News;
  submit: string;
  pending: string;
};

export function NewsForm({ action, record, submit, pending }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? (record ? valuesOf(record) : DEFAULTS);
  return (
    <form action={formAction} className="card space-y-4">
      <InputField
        label="Headline"
        name="headline"
        defaultValue={values.headline}
        errors={state.fieldErrors?.headline}
        maxLength={255}
        required
      />
      <InputField
        label="Link"
        name="link"
        defaultValue={values.link}
        errors={state.fieldErrors?.link}
        type="url"
        maxLength={2048}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending={pending}>{submit}</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  headline: "",
  link: "",
};

function valuesOf(record: News): Record<string, string> {
  return {
    headline: inputText(record.headline),
    link: inputText(record.link),
  };
}
