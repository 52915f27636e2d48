"use client";

import { useActionState } from "react";
import { InputField, TextareaField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { Post } from "@/data/posts";
import { type FormState, inputText } from "@/lib/form";

type Props = {
  action: (previous: FormState, formData: FormData) => Promise<FormState>;
  /** The record to change; without one the form makes a new one. */
  record?: Post;
  submit: string;
  pending: string;
};

export function PostForm({ action, record, submit, pending }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? (record ? valuesOf(record) : DEFAULTS);
  return (
    <form action={formAction} className="card space-y-4">
      <InputField
        label="Title"
        name="title"
        defaultValue={values.title}
        errors={state.fieldErrors?.title}
        maxLength={255}
        required
      />
      <TextareaField
        label="Body"
        name="body"
        defaultValue={values.body}
        errors={state.fieldErrors?.body}
        maxLength={10_000}
        required
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending={pending}>{submit}</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  title: "",
  body: "",
};

function valuesOf(record: Post): Record<string, string> {
  return {
    title: inputText(record.title),
    body: inputText(record.body),
  };
}
