"use client";

import { type ReactNode, useState, useTransition } from "react";
import { FormMessage } from "@/components/form-message";
import type { FormState } from "@/lib/form";

type Props = { action: () => Promise<FormState>; children: ReactNode; pending: string };

/** Runs a Server Action when it is clicked, and shows that it runs and what came out. */
export function ActionButton({ action, children, pending }: Props) {
  const [state, setState] = useState<FormState>({});
  const [isPending, startTransition] = useTransition();

  function run() {
    if (isPending) return;
    setState({});
    startTransition(async () => setState(await action()));
  }

  return (
    <div className="card flex flex-wrap items-center gap-x-4 gap-y-2">
      {/* Not `disabled`, which would take the keyboard's focus away. */}
      <button type="button" className="button-primary" aria-disabled={isPending} onClick={run}>
        {isPending ? pending : children}
      </button>
      <FormMessage state={state} />
      <noscript className="text-sm text-muted">This button needs JavaScript.</noscript>
    </div>
  );
}

/** The same, for what cannot be taken back. */
export function DangerButton({ action, children, pending }: Props) {
  const [state, formAction] = useActionState(action, {});
  return (
    <form action={formAction} className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <SubmitButton className="button-danger" pending={pending}>
        {children}
      </SubmitButton>
      <FormMessage state={state} />
    </form>
  );
}
