"use client";

import { useActionState } from "react";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { rebuildIndex } from "./actions";

export function RebuildIndexForm() {
  const [state, formAction] = useActionState(rebuildIndex, {});
  return (
    <form action={formAction} className="card space-y-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Working…">Rebuild index</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}
