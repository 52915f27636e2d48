"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { createKey } from "./actions";

export function ApiKeyForm() {
  const [state, action] = useActionState(createKey, {});
  return (
    <form action={action} className="card space-y-4">
      <InputField
        label="Name"
        name="name"
        hint="What will use it, for example “Mobile app”."
        maxLength={100}
        required
        defaultValue={state.values?.name}
        errors={state.fieldErrors?.name}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Making the key…">Make a key</SubmitButton>
        <FormMessage state={state} />
      </div>
      <output className="block" aria-live="polite">
        {state.key && (
          <span className="block space-y-2 rounded-lg border border-line bg-canvas p-4">
            <span className="block text-sm">Copy this key now: it is not shown again.</span>
            <code className="block font-mono text-sm wrap-anywhere">{state.key}</code>
          </span>
        )}
      </output>
    </form>
  );
}
