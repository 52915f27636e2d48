"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { chooseNewPassword } from "./actions";

/** Password managers file the new password under the address, so it is there as an input. */
export function ResetPasswordForm({ token, email }: { token: string; email: string }) {
  const [state, action] = useActionState(chooseNewPassword, {});
  return (
    <form action={action} className="card space-y-4">
      <input type="hidden" name="token" value={token} />
      <InputField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        readOnly
        required
        defaultValue={email}
      />
      <InputField
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters. A few words are easier to remember than signs."
        minLength={8}
        required
        errors={state.fieldErrors?.password}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Saving…">Save the new password</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}
