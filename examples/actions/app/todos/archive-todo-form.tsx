"use client";

import { useActionState } from "react";
import { FormMessage } from "@/components/form-message";
import { SubmitButton } from "@/components/submit-button";
import { archiveTodo } from "./actions";

export function ArchiveTodoForm({ id }: { id: string }) {
  const [state, formAction] = useActionState(archiveTodo.bind(null, id), {});
  return (
    <form action={formAction} className="card space-y-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pending="Working…">Archive todo</SubmitButton>
        <FormMessage state={state} />
      </div>
    </form>
  );
}
