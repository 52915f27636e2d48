"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { NewKey } from "@/components/new-key";
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
      {/* No <output>: a form that is reset puts plain text in its place. */}
      <div aria-live="polite">{state.key && <NewKey secret={state.key} />}</div>
    </form>
  );
}
