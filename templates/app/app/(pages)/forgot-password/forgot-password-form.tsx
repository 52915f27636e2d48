"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { requestReset } from "./actions";

export function ForgotPasswordForm() {
  const [state, action] = useActionState(requestReset, {});
  return (
    <form action={action} className="card space-y-4">
      <InputField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        required
        maxLength={254}
        defaultValue={state.values?.email}
        errors={state.fieldErrors?.email}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Sending…">Send a link</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}
