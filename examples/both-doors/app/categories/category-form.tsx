"use client";

import type { Route } from "next";
import Link from "next/link";
import { useActionState } from "react";
import { InputField, ReferenceField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { Unsaved } from "@/components/unsaved";
import type { FormAction, Shown } from "@/lib/form";
import type { Offers } from "@/lib/offers";

type Props = {
  action: FormAction;
  /** What the record to change has; without it the form makes a new one. */
  shown?: Shown | null;
  /** What there is to choose from. */
  offers: Record<"parentId", Offers>;
  /** What a link chose. */
  chosen?: Partial<Record<"parentId", string>>;
  submit: string;
  pending: string;
  /** Of a form on a page of its own: where to without it. Once it is done, the record is shown. */
  cancel?: string;
};

export function CategoryForm({ action, shown, offers, chosen, submit, pending, cancel }: Props) {
  const [state, formAction] = useActionState(action, {});
  const initial: Record<string, string> = { ...(shown?.values ?? DEFAULTS), ...chosen };
  const values = state.values ?? initial;
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
      <ReferenceField
        label="Parent"
        name="parentId"
        defaultValue={values.parentId}
        errors={state.fieldErrors?.parentId}
        offers={offers.parentId}
        path="/categories"
        form="categories"
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
  parentId: "",
};
