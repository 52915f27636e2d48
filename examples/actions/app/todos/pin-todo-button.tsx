"use client";

import { ActionButton } from "@/components/action-button";
import type { FormAction } from "@/lib/form";

export function PinTodoButton({ action }: { action: FormAction }) {
  return (
    <ActionButton action={action} className="button-quiet" pending="Working…">
      Pin todo
    </ActionButton>
  );
}
