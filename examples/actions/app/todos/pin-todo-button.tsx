"use client";

import { ActionButton } from "@/components/action-button";
import { pinTodo } from "./actions";

export function PinTodoButton({ id }: { id: string }) {
  const action = pinTodo.bind(null, id);
  return (
    <ActionButton action={action} pending="Working…">
      Pin todo
    </ActionButton>
  );
}
