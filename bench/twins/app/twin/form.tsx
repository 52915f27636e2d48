"use client";

import { useActionState } from "react";
import { add } from "./actions";

export function Form() {
  const [state, action, pending] = useActionState(add, {});
  return (
    <form action={action} className="card space-y-4">
      <label className="block text-sm font-medium">
        Text
        <input name="text" required maxLength={200} className="input" />
      </label>
      <label className="flex items-center gap-3 text-sm font-medium">
        <input type="checkbox" name="completed" />
        Completed
      </label>
      <button type="submit" className="button-primary">
        {pending ? "Adding…" : "Add"}
      </button>
      <p aria-live="polite">{state.error}</p>
    </form>
  );
}
