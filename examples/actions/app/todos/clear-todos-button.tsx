"use client";

import { ActionButton } from "@/components/action-button";
import { clearTodos } from "./actions";

export function ClearTodosButton() {
  return (
    <ActionButton action={clearTodos} pending="Working…">
      Clear todos
    </ActionButton>
  );
}
