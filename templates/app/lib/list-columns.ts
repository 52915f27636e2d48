import "server-only";

import { cookies } from "next/headers";
import type { Column, Columns } from "@/lib/columns";

// Which columns of a list somebody wants to see, kept in a cookie that only the pages of that list get.
const COOKIE = "columns";
const YEAR = 365 * 24 * 60 * 60;

/** The columns that somebody chose, or else the usual ones; the first one is always there. */
export async function shownColumns(columns: Columns): Promise<Column[]> {
  const chosen = (await cookies()).get(COOKIE)?.value.split(".");
  return columns.filter(({ name, isExtra }, index) =>
    index === 0 ? true : chosen ? chosen.includes(name) : !isExtra,
  );
}

/** Remember what is ticked in the menu of columns. */
export async function keepColumns(path: string, columns: Columns, formData: FormData) {
  const ticked = formData instanceof FormData ? formData.getAll("column") : [];
  const names = columns.map(({ name }) => name).filter((name) => ticked.includes(name));
  (await cookies()).set(COOKIE, names.join("."), {
    httpOnly: true,
    maxAge: YEAR,
    path,
    sameSite: "lax",
    secure: process.env.BETTER_AUTH_URL?.startsWith("https:") ?? false,
  });
}
