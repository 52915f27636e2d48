"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useEffect } from "react";
import { UTC } from "@/lib/time-zone";

/** The time zone of whoever looks at the page, as far as the server knows it. */
export const Zone = createContext(UTC);

type Props = { zone: string; cookie: string; children: ReactNode };

/** Tells the server the time zone of the browser, once, and forms the one that their pages are written in. */
export function TimeZone({ zone, cookie, children }: Props) {
  const router = useRouter();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const told = `${cookie}=${encodeURIComponent(own)}`;
    if (!own || document.cookie.split("; ").includes(told)) return;
    const year = 365 * 24 * 60 * 60;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
    document.cookie = `${told}; path=/; max-age=${year}; samesite=lax`;
    if (own !== zone) router.refresh();
  }, [router, zone, cookie]);
  return <Zone value={zone}>{children}</Zone>;
}
