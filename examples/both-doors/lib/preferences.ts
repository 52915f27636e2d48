import "server-only";

import { cookies } from "next/headers";

// What a person likes, kept in cookies of their browser: it is nobody else's business.
const THEME = "theme";
export const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/** How light the pages are: as the system says, unless somebody chose. */
export async function readTheme(): Promise<Theme> {
  return themeIn((await cookies()).get(THEME)?.value);
}

/** Remember it for a year. */
export async function keepTheme(theme: unknown): Promise<void> {
  const year = 365 * 24 * 60 * 60;
  (await cookies()).set(THEME, themeIn(theme), {
    httpOnly: true,
    maxAge: year,
    path: "/",
    sameSite: "lax",
    secure: process.env.BETTER_AUTH_URL?.startsWith("https:") ?? false,
  });
}

function themeIn(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
