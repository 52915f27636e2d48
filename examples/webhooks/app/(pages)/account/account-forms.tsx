"use client";

import { useActionState } from "react";
import { CheckboxField, InputField } from "@/components/fields";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { changeName, changePassword, deleteUserAccount } from "./actions";

export function NameForm({ name }: { name: string }) {
  const [state, action] = useActionState(changeName, {});
  return (
    <form action={action} className="space-y-4">
      <InputField
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        defaultValue={state.values?.name ?? name}
        errors={state.fieldErrors?.name}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Saving…">Save</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

export function PasswordForm() {
  const [state, action] = useActionState(changePassword, {});
  return (
    <form action={action} className="space-y-4">
      <InputField
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
        errors={state.fieldErrors?.currentPassword}
      />
      <InputField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters. A few words are easier to remember than signs."
        minLength={8}
        required
        errors={state.fieldErrors?.newPassword}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Changing…">Change the password</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}

export function DeleteAccountForm() {
  const [state, action] = useActionState(deleteUserAccount, {});
  return (
    <form action={action} className="space-y-4">
      <InputField
        label="Your password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        errors={state.fieldErrors?.password}
      />
      <CheckboxField
        label="Delete my account and everything that is mine, for good"
        name="understood"
        required
        defaultChecked={state.values?.understood === "on"}
        errors={state.fieldErrors?.understood}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton className="button-danger" pending="Deleting…">
          Delete my account
        </SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}
