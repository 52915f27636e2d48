"use client";

import { useActionState } from "react";
import { CheckboxField, InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { Todo } from "@/data/todos";
import { type FormState, inputText } from "@/lib/form";

type Props = {
  action: (previous: FormState, formData: FormData) => Promise<FormState>;
  /** The record to change; without one the form makes a new one. */
  record?: Todo;
  submit: string;
  pending: string;
};

export function TodoForm({ action, record, submit, pending }: Props) {
  const [state, formAction] = useActionState(action, {});
  const values = state.values ?? (record ? valuesOf(record) : DEFAULTS);
  return (
    <form action={formAction} className="card space-y-4">
      <InputField
        label="Text"
        name="text"
        defaultValue={values.text}
        errors={state.fieldErrors?.text}
        maxLength={255}
        required
      />
      <CheckboxField
        label="Completed"
        name="completed"
        defaultChecked={values.completed === "on"}
        errors={state.fieldErrors?.completed}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending={pending}>{submit}</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  text: "",
  completed: "",
};

function valuesOf(record: Todo): Record<string, string> {
  return {
    text: inputText(record.text),
    completed: inputText(record.completed),
  };
}
