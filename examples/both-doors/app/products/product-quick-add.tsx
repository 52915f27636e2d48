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
  offers: Record<"categoryId", Offers>;
};

/** Above the list: a new product in passing. */
export function ProductQuickAdd({ action, offers }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="quick-add">
      <InputField
        label="Name"
        name="name"
        defaultValue={values.name}
        errors={state.fieldErrors?.name}
        maxLength={255}
        required
      />
      <InputField
        label="Price"
        name="price"
        defaultValue={values.price}
        errors={state.fieldErrors?.price}
        inputMode="decimal"
        required
      />
      <ReferenceField
        label="Category"
        name="categoryId"
        defaultValue={values.categoryId}
        errors={state.fieldErrors?.categoryId}
        offers={offers.categoryId}
        path="/categories"
        form="products"
      />
      <div className="quick-add-buttons">
        <SubmitButton pending="Adding…">Add</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  name: "",
  price: "",
  categoryId: "",
};
