"use client";

import { useEffect, useRef } from "react";
import type { FormState } from "@/lib/form";

/** What became of the form, read out by screen readers as soon as it changes. */
export function FormMessage({ state }: { state: FormState }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  useEffect(() => moveFocus(paragraph.current?.closest("form"), state), [state]);
  return (
    <p ref={paragraph} aria-live="polite" className="text-sm wrap-anywhere empty:absolute">
      {state.error && <span className="text-danger">{state.error}</span>}
      {state.message && <span className="text-success">{state.message}</span>}
      {state.signIn && <SignInLink href={state.signIn} typed={Boolean(state.values)} />}
    </p>
  );
}

/** In a tab of its own, so that this one keeps what was typed. */
function SignInLink({ href, typed }: { href: string; typed: boolean }) {
  return (
    <>
      {" "}
      <a href={href} target="_blank" rel="noopener" className="link">
        Sign in<span className="sr-only"> (opens a new tab)</span>
      </a>
      {typed ? ", then send this again: what you typed is kept here." : ", then try again."}
    </>
  );
}

const WRONG = "[aria-invalid=true]";
const FIRST = "input:not([type=hidden]),select,textarea";

/** To the first wrong field after a refusal, and to the first of all when the form is ready for the next. */
function moveFocus(form: HTMLFormElement | null | undefined, state: FormState): void {
  const isReset = state.message && !form?.elements.namedItem("_version");
  const target = state.error ? WRONG : isReset ? FIRST : null;
  if (target) form?.querySelector<HTMLElement>(target)?.focus();
}
