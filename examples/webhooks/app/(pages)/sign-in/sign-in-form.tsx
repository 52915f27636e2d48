"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { signIn } from "./actions";

export function SignInForm({ next }: { next: string }) {
  const [state, action] = useActionState(signIn, {});
  return (
    <form action={action} className="card space-y-4">
      <input type="hidden" name="next" value={next} />
      <InputField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        required
        defaultValue={state.values?.email}
      />
      <InputField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <div className="space-y-2">
        <SubmitButton className="button-primary w-full" pending="Signing in…">
          Sign in
        </SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}
