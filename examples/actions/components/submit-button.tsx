"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";

type Props = { children: ReactNode; pending: string; className?: string };

/** Submits the form around it, and says so while it waits for the answer. */
export function SubmitButton({ children, pending, className = "button-primary" }: Props) {
  const status = useFormStatus();
  return (
    // Not `disabled`, which would take the keyboard's focus away.
    <button
      type="submit"
      className={className}
      aria-disabled={status.pending}
      onClick={(event) => status.pending && event.preventDefault()}
    >
      {status.pending ? pending : children}
    </button>
  );
}
