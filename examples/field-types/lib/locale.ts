import "server-only";

import { cookies, headers } from "next/headers";
import { cache } from "react";

/** How whoever asks reads numbers and times. */
export type Viewer = {
  locale: string;
  /** The time zone of their browser; UTC until it has told. */
  zone: string;
};

/** The cookie in which a browser tells its time zone (components/time-zone.tsx). */
export const ZONE = "time-zone";

const USUAL = "en";
const UTC = "UTC";

/** How whoever asks reads numbers and times, of their browser's own accord. */
export const viewer = cache(async (): Promise<Viewer> => {
  const locale = localeIn((await headers()).get("accept-language"));
  return { locale, zone: zoneIn((await cookies()).get(ZONE)?.value) };
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

/** A time zone by its name, such as `Europe/Zurich`; whatever is none becomes UTC. */
export function zoneIn(name: string | undefined): string {
  if (!name || name.length > 50) return UTC;
  try {
    return new Intl.DateTimeFormat(USUAL, { timeZone: decodeURIComponent(name) }).resolvedOptions()
      .timeZone;
  } catch {
    return UTC;
  }
}
