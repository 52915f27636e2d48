import "server-only";

import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Viewer } from "@/lib/format";
import { zoneIn } from "@/lib/time-zone";

/** The cookie in which a browser tells its time zone (components/time-zone.tsx). */
export const ZONE_COOKIE = "time-zone";

const USUAL = "en";

/** How whoever asks reads numbers and times, of their browser's own accord. */
export const viewer = cache(async (): Promise<Viewer> => {
  const locale = localeIn((await headers()).get("accept-language"));
  return { locale, zone: zoneIn((await cookies()).get(ZONE_COOKIE)?.value) };
});

/** The first language of such a header that is one: `de-CH` of `de-CH,de;q=0.9`. */
export function localeIn(header: string | null): string {
  const [first = ""] = (header ?? "").slice(0, 100).split(/[,;]/);
  try {
    const [locale] = Intl.getCanonicalLocales(first.trim());
    return Intl.NumberFormat.supportedLocalesOf(locale ?? USUAL)[0] ?? USUAL;
  } catch {
    return USUAL;
  }
}
