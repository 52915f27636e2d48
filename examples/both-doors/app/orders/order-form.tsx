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
  offers: Record<"customerId", Offers>;
  /** What a link chose. */
  chosen?: Partial<Record<"customerId", string>>;
  submit: string;
  pending: string;
  /** Of a form on a page of its own: where to without it. Once it is done, the record is shown. */
  cancel?: string;
};

export function OrderForm({ action, shown, offers, chosen, submit, pending, cancel }: Props) {
  const [state, formAction] = useActionState(action, {});
  const initial: Record<string, string> = { ...(shown?.values ?? DEFAULTS), ...chosen };
  const values = state.values ?? initial;
  const version = state.version ?? shown?.version;
  return (
    <form action={formAction} className="card space-y-5">
      {version && <input type="hidden" name="_version" value={version} />}
      {cancel && <input type="hidden" name="_then" value="leave" />}
      {cancel && <Unsaved state={state} />}
      <ReferenceField
        label="Customer"
        name="customerId"
        defaultValue={values.customerId}
        errors={state.fieldErrors?.customerId}
        offers={offers.customerId}
        path="/customers"
        form="orders"
        required
      />
      <InputField
        label="Number"
        name="number"
        defaultValue={values.number}
        errors={state.fieldErrors?.number}
        maxLength={255}
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
  customerId: "",
  number: "",
};
