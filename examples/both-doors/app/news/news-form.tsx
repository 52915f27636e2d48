"use client";

import type { Route } from "next";
import Link from "next/link";
import { useActionState } from "react";
import { InputField } from "@/components/fields";
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

export function NewsForm({ action, shown, submit, pending, cancel }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? shown?.values ?? DEFAULTS;
  const version = state.version ?? shown?.version;
  return (
    <form action={formAction} className="card space-y-5">
      {version && <input type="hidden" name="_version" value={version} />}
      {cancel && <input type="hidden" name="_then" value="leave" />}
      {cancel && <Unsaved state={state} />}
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
  headline: "",
  link: "",
};
