"use client";

import { useState } from "react";
import { Icon } from "@/components/ui/icon";

/** Copies a text. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState<string>();

  async function copy() {
    setSaid((await isCopied(text)) ? "Copied" : "Select it, and copy it yourself");
    setTimeout(setSaid, 3000);
  }

  return (
    <button type="button" className="button-plain noscript:hidden" onClick={copy}>
      <Icon name={said === "Copied" ? "check" : "copy"} />
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}

/** Over plain HTTP a browser lets no page write there. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
