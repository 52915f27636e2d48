"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { FLASH, readFlash } from "@/lib/flash";

/**
 * What was done on the page before, said once at the top of this one: by the server, or after a redirect
 * that loaded no page, from the cookie.
 *
 * It is part of the layout, so that it is there before its text is and screen readers read that out.
 */
export function Notice({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(children);
  const pathname = usePathname();
  const cameFrom = useRef(pathname);
  // After every render: a redirect may lead to the page that one is on.
  useEffect(() => {
    const carried = takeCookie();
    if (!carried && cameFrom.current === pathname) return;
    cameFrom.current = pathname;
    setShown(carried);
    if (carried) focusHeading();
  });
  return (
    <output className="block">
      {shown && (
        // Without JavaScript nothing is read out: the focus makes the new page begin here.
        <span
          tabIndex={-1}
          {...FOCUS}
          className="page block pb-0 text-sm wrap-anywhere text-success outline-none"
        >
          {shown}
        </span>
      )}
    </output>
  );
}

const FOCUS = { autoFocus: true };

/** The flash of a redirect that loaded no page; with a page load the server has taken it already. */
function takeCookie(): string | undefined {
  const prefix = `${FLASH}=`;
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(prefix));
  if (!cookie) return undefined;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `${prefix}; path=/; max-age=0`;
  return readFlash(cookie.slice(prefix.length))?.message;
}

// What had the focus is gone with its page.
function focusHeading(): void {
  const heading = document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}
