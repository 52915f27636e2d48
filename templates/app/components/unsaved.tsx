"use client";

import { useEffect, useRef } from "react";
import type { FormState } from "@/lib/form";

const QUESTION = "What you typed is not saved. Leave this page?";

/** Inside a form: asks before the page is left with something typed that is not saved. */
export function Unsaved({ state }: { state: FormState }) {
  const place = useRef<HTMLSpanElement>(null);
  const typed = useRef(false);

  // A refused form still has what was typed.
  useEffect(() => {
    typed.current = state.error !== undefined;
  }, [state]);

  useEffect(() => {
    const form = place.current?.closest("form");
    const leaving = new AbortController();
    const { signal } = leaving;
    form?.addEventListener("input", () => set(true), { signal });
    form?.addEventListener("submit", () => set(false), { signal });
    window.addEventListener("beforeunload", (event) => typed.current && event.preventDefault(), {
      signal,
    });
    document.addEventListener("click", ask, { signal, capture: true });
    return () => leaving.abort();

    function set(value: boolean) {
      typed.current = value;
    }

    function ask(event: MouseEvent) {
      if (!typed.current || !leavesPage(event) || window.confirm(QUESTION)) return;
      event.preventDefault();
      event.stopPropagation();
    }
  }, []);

  return <span ref={place} hidden />;
}

/** Whether a click goes to another page in this tab. */
function leavesPage(event: MouseEvent): boolean {
  const link = event.target instanceof Element && event.target.closest("a");
  if (!link || link.target === "_blank" || link.getAttribute("href")?.startsWith("#")) return false;
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
}
