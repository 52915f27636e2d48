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

export function CustomerForm({ action, shown, submit, pending, cancel }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? shown?.values ?? DEFAULTS;
  const version = state.version ?? shown?.version;
  return (
    <form action={formAction} className="card space-y-5">
      {version && <input type="hidden" name="_version" value={version} />}
      {cancel && <input type="hidden" name="_then" value="leave" />}
      {cancel && <Unsaved state={state} />}
      <InputField
        label="Name"
        name="name"
        defaultValue={values.name}
        errors={state.fieldErrors?.name}
        maxLength={255}
        required
      />
      <InputField
        label="Email"
        name="email"
        defaultValue={values.email}
        errors={state.fieldErrors?.email}
        type="email"
        maxLength={254}
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
  name: "",
  email: "",
};
