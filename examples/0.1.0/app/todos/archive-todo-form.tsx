"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { archiveTodo } from "./actions";

export function ArchiveTodoForm({ id }: { id: string }) {
  const [state, formAction] = useActionState(archiveTodo.bind(null, id), {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="card space-y-4">
      <InputField
        label="Reason"
        name="reason"
        defaultValue={values.reason}
        errors={state.fieldErrors?.reason}
        maxLength={255}
        required
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Working…">Archive todo</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  reason: "",
};
