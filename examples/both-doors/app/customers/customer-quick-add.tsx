"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

/** Above the list: a new customer in passing. */
export function CustomerQuickAdd({ action }: { action: FormAction }) {
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
        label="Email"
        name="email"
        defaultValue={values.email}
        errors={state.fieldErrors?.email}
        type="email"
        maxLength={254}
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
  name: "",
  email: "",
};
