"use client";

import { useEffect, useRef } from "react";
import { Icon } from "@/components/ui/icon";

// Long enough for the next letter, and too short to be noticed.
const PAUSE_MS = 300;

/** Searches as one types; without a script, when Enter is pressed. */
export function ListSearch({ label, text }: { label: string; text: string }) {
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // Another address has another text, and what is just being typed is newer than that.
    if (input.current && document.activeElement !== input.current) input.current.value = text;
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function searchSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => input.current?.form?.requestSubmit(), PAUSE_MS);
  }

  return (
    <label className="relative min-w-0 flex-1">
      <span className="sr-only">{label}</span>
      <Icon name="search" className="absolute top-2.5 left-2.5 size-4 text-muted" />
      <input
        ref={input}
        type="search"
        name="q"
        maxLength={200}
        defaultValue={text}
        placeholder={label}
        autoComplete="off"
        className="input pl-8"
        onInput={searchSoon}
      />
    </label>
  );
}
