"use client";

import { useActionState } from "react";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { confirmEmail } from "./actions";

export function ConfirmEmailForm({ token }: { token: string }) {
  const [state, action] = useActionState(confirmEmail, {});
  return (
    <form action={action} className="card flex flex-wrap items-center gap-x-4 gap-y-2">
      <input type="hidden" name="token" value={token} />
      <SubmitButton pending="Confirming…">Confirm my address</SubmitButton>
      <FormMessage state={state} />
    </form>
  );
}
