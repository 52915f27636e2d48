"use client";

import { useActionState } from "react";
import { InputField, SelectField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { importTodosMoodChoices } from "@/lib/choices/todos";
import { importTodos } from "./actions";

export function ImportTodosForm() {
  const [state, formAction] = useActionState(importTodos, {});
  const values = state.values ?? DEFAULTS;
  return (
    <form action={formAction} className="card space-y-4">
      <InputField
        label="Source"
        name="source"
        defaultValue={values.source}
        errors={state.fieldErrors?.source}
        type="url"
        maxLength={2048}
        required
      />
      <SelectField
        label="Mood"
        name="mood"
        defaultValue={values.mood}
        errors={state.fieldErrors?.mood}
        options={importTodosMoodChoices}
        required
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Working…">Import todos</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

const DEFAULTS: Record<string, string> = {
  source: "",
  mood: "merge",
};
