"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

/** Above the list: a new todo in passing. */
export function TodoQuickAdd({ action }: { action: FormAction }) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="quick-add">
      <InputField
        label="Text"
        name="text"
        defaultValue={values.text}
        errors={state.fieldErrors?.text}
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
  text: "",
};
