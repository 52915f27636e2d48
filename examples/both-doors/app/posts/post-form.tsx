"use client";

import type { Route } from "next";
import Link from "next/link";
import { useActionState } from "react";
import { InputField, TextareaField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { Unsaved } from "@/components/unsaved";
import type { FormAction, Shown } from "@/lib/form";

type Props = {
  action: FormAction;
  /** What the record to change has; without it the form makes a new one. */
  shown?: Shown | null;
  submit: string;
  pending: string;
  /** Of a form on a page of its own: where to without it. Once it is done, the record is shown. */
  cancel?: string;
};

export function PostForm({ action, shown, submit, pending, cancel }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? shown?.values ?? DEFAULTS;
  const version = state.version ?? shown?.version;
  return (
    <form action={formAction} className="card space-y-5">
      {version && <input type="hidden" name="_version" value={version} />}
      {cancel && <input type="hidden" name="_then" value="leave" />}
      {cancel && <Unsaved state={state} />}
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
        {cancel && (
          <Link href={cancel as Route} className="button-quiet">
            Cancel
          </Link>
        )}
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  title: "",
  body: "",
};
