"use client";

import { type FormEvent, type ReactNode, useActionState, useEffect, useRef } from "react";
import { useFormStatus } from "react-dom";
import { FormMessage } from "@/components/form-message";
import type { FormAction } from "@/lib/form";

type ListProps = { label: string; action: FormAction; children: ReactNode };

/**
 * A list whose rows can be deleted: it says so, and keeps the focus that would go with a row.
 *
 * One form for all rows, so a row adds a button and no more.
 */
export function RecordList({ label, action, children }: ListProps) {
  const [state, formAction] = useActionState(action, {});
  const list = useRef<HTMLElement>(null);
  const neighbour = useRef<Element>(null);
  useEffect(() => {
    if (state.message) focus(neighbour.current?.isConnected ? neighbour.current : list.current);
  }, [state]);

  function rememberNeighbour({ nativeEvent }: FormEvent<HTMLFormElement>) {
    const row = (nativeEvent as SubmitEvent).submitter?.closest("li");
    neighbour.current = row?.nextElementSibling ?? row?.previousElementSibling ?? null;
  }

  return (
    <section ref={list} aria-label={label} className="space-y-3">
      <FormMessage state={state} />
      <form action={formAction} onSubmit={rememberNeighbour} className="space-y-3">
        {children}
      </form>
    </section>
  );
}

type ButtonProps = { id: string; name: string; label?: string; pending?: string };

/** Deletes its row of the list around it; `name` says which one to a screen reader. */
export function DeleteButton({ id, name, label = "Delete", pending = "Deleting…" }: ButtonProps) {
  const status = useFormStatus();
  return (
    // Not `disabled`, which would take the keyboard's focus away.
    <button
      type="submit"
      name="id"
      value={id}
      className="button-danger"
      aria-disabled={status.pending}
      onClick={(event) => status.pending && event.preventDefault()}
    >
      {status.data?.get("id") === id ? pending : label}
      <span className="sr-only"> {name}</span>
    </button>
  );
}

function focus(element: Element | null): void {
  element?.setAttribute("tabindex", "-1");
  if (element instanceof HTMLElement) element.focus();
}
