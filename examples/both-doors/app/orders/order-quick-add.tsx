"use client";

import { useActionState } from "react";
import { InputField, ReferenceField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";
import type { Offers } from "@/lib/offers";

type Props = {
  action: FormAction;
  /** What there is to choose from. */
  offers: Record<"customerId", Offers>;
};

/** Above the list: a new order in passing. */
export function OrderQuickAdd({ action, offers }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="quick-add">
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
      <div className="quick-add-buttons">
        <SubmitButton pending="Adding…">Add</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  customerId: "",
  number: "",
};
