"use client";

import {
  createContext,
  type FormEvent,
  type ReactNode,
  use,
  useActionState,
  useEffect,
  useRef,
} from "react";
import { SubmitButton } from "@/components/submit-button";
import type { FormAction } from "@/lib/form";

const Deleting = createContext<(formData: FormData) => void>(() => {});

type ListProps = { label: string; action: FormAction; children: ReactNode };

/** A list whose rows can be deleted: it says so, and keeps the focus that would go with a row. */
export function RecordList({ label, action, children }: ListProps) {
  const [state, formAction] = useActionState(action, {});
  const list = useRef<HTMLElement>(null);
  const neighbour = useRef<Element>(null);
  useEffect(() => {
    if (state.message) focus(neighbour.current?.isConnected ? neighbour.current : list.current);
  }, [state]);

  function rememberNeighbour(event: FormEvent) {
    const row = (event.target as Element).closest("li");
    neighbour.current = row?.nextElementSibling ?? row?.previousElementSibling ?? null;
  }

  return (
    <section ref={list} aria-label={label} className="space-y-3" onSubmit={rememberNeighbour}>
      <p aria-live="polite" className="text-sm">
        {state.error && <span className="text-danger">{state.error}</span>}
        {state.message && <span className="text-success">{state.message}</span>}
      </p>
      <Deleting value={formAction}>{children}</Deleting>
    </section>
  );
}

type ButtonProps = { id: string; children: ReactNode; pending: string };

/** Deletes its row of the list around it. */
export function DeleteButton({ id, children, pending }: ButtonProps) {
  return (
    <form action={use(Deleting)}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton className="button-danger" pending={pending}>
        {children}
      </SubmitButton>
    </form>
  );
}

function focus(element: Element | null): void {
  element?.setAttribute("tabindex", "-1");
  if (element instanceof HTMLElement) element.focus();
}
