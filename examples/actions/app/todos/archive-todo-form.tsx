"use client";

import { useActionState } from "react";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

export function ArchiveTodoForm({ action }: { action: FormAction }) {
  const [state, formAction] = useActionState(action, {});
  return (
    <form action={formAction} className="card space-y-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton className="button-quiet" pending="Working…">
          Archive todo
        </SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}
