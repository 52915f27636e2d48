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
  offers: Record<"parentId", Offers>;
};

/** Above the list: a new category in passing. */
export function CategoryQuickAdd({ action, offers }: Props) {
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
      <ReferenceField
        label="Parent"
        name="parentId"
        defaultValue={values.parentId}
        errors={state.fieldErrors?.parentId}
        offers={offers.parentId}
        path="/categories"
        form="categories"
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
  parentId: "",
};
