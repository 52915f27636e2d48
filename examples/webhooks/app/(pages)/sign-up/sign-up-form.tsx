"use client";

import { useActionState } from "react";
import { InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { signUp } from "../sign-in/actions";

export function SignUpForm({ next }: { next: string }) {
  const [state, action] = useActionState(signUp, {});
  return (
    <form action={action} className="card space-y-4">
      <input type="hidden" name="next" value={next} />
      <InputField
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        defaultValue={state.values?.name}
        errors={state.fieldErrors?.name}
      />
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
      <InputField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters. A few words are easier to remember than signs."
        minLength={8}
        required
        errors={state.fieldErrors?.password}
      />
      <div className="space-y-2">
        <SubmitButton className="button-primary w-full" pending="Creating your account…">
          Create account
        </SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}
