"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { NewKey } from "@/components/new-key";
import { Icon } from "@/components/ui/icon";
import { Undo } from "@/components/undo";
import { FLASH, type Flash, readFlash } from "@/lib/flash";

/**
 * What was done on the page before, said once at the top of this one: by the server, or after a redirect
 * that loaded no page, from the cookie.
 *
 * It is part of the layout, so that it is there before its text is and screen readers read that out.
 */
export function Notice({ flash }: { flash: Flash | null }) {
  const [shown, setShown] = useState(flash);
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
    <div role="status">
      {shown && (
        // Without JavaScript nothing is read out: the focus makes the new page begin here.
        <div tabIndex={-1} {...FOCUS} className="notice">
          <Said flash={shown} />
        </div>
      )}
    </div>
  );
}

const FOCUS = { autoFocus: true };

function Said({ flash: { key, message = "", undo } }: { flash: Flash }) {
  if (key) return <NewKey secret={key} />;
  if (undo) return <Undo key={undo} message={message} batch={undo} />;
  return (
    <p className="flex items-center gap-2 text-success">
      <Icon name="check" />
      <span className="min-w-0 wrap-anywhere">{message}</span>
    </p>
  );
}

/** The flash of a redirect that loaded no page; with a page load the server has taken it already. */
function takeCookie(): Flash | null {
  const prefix = `${FLASH}=`;
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(prefix));
  if (!cookie) return null;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `${prefix}; path=/; max-age=0`;
  return readFlash(cookie.slice(prefix.length));
}

// What had the focus is gone with its page.
function focusHeading(): void {
  const heading = document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}
