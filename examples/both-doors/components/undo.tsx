"use client";

import { useActionState } from "react";
import { undoDelete } from "@/app/(pages)/undo";
import { SubmitButton } from "@/components/submit-button";
import { Icon } from "@/components/ui/icon";

type Props = { message: string; batch: string };

/** Says what was deleted, and brings it back. */
export function Undo({ message, batch }: Props) {
  const [state, formAction] = useActionState(undoDelete, {});
  return (
    <form action={formAction} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <input type="hidden" name="batch" value={batch} />
      <span aria-live="polite">
        {state.error ? (
          <span className="text-danger">{state.error}</span>
        ) : (
          (state.message ?? message)
        )}
      </span>
      {!state.message && (
        <SubmitButton className="button-quiet" pending="Bringing it back…">
          <Icon name="undo" />
          Undo
        </SubmitButton>
      )}
    </form>
  );
}
