"use client";

import { type ReactNode, useActionState } from "react";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

type Props = { action: FormAction; children: ReactNode; pending: string; className?: string };

/** Runs a Server Action when it is pressed, and shows that it runs and what came out: a form of one button. */
export function ActionButton({ action, children, pending, className }: Props) {
  const [state, formAction] = useActionState(action, {});
  return (
    <form action={formAction} className="card flex flex-wrap items-center gap-x-4 gap-y-2">
      <SubmitButton className={className} pending={pending}>
        {children}
      </SubmitButton>
      <FormMessage state={state} />
    </form>
  );
}
