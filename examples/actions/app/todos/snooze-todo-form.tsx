"use client";

import { useActionState } from "react";
import { DateTimeField, TextareaField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

export function SnoozeTodoForm({ action }: { action: FormAction }) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="card space-y-4">
      <DateTimeField
        label="Until"
        name="until"
        defaultValue={values.until}
        zone={values._zone}
        errors={state.fieldErrors?.until}
        required
      />
      <TextareaField
        label="Reason"
        name="reason"
        defaultValue={values.reason}
        errors={state.fieldErrors?.reason}
        maxLength={10_000}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Working…">Snooze todo</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  until: "",
  reason: "",
};
