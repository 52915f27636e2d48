import type { NextRequest } from "next/server";

/** What the page after a redirect says, once. It travels in a cookie, never in an address. */
export type Flash = {
  message?: string;
  /** A new API key. */
  key?: string;
  /** What was deleted and can be brought back: the batch of db/undo.ts. */
  undo?: string;
};

export const FLASH = "flash";
const HEADER = "x-flash";

/**
 * Hand the flash over from the browser to the page that answers this request, in its `headers`.
 *
 * True: the response has to delete the cookie, which a page itself cannot. Only what a person gets to see
 * takes it: no picture, no page that is fetched ahead.
 */
export function takeFlash(request: NextRequest, headers: Headers): boolean {
  headers.delete(HEADER);
  const cookie = request.cookies.get(FLASH);
  const isPage = request.method === "GET" && headers.get("accept")?.includes("text/html");
  if (!cookie || !isPage || headers.has("sec-purpose")) return false;
  headers.set(HEADER, encodeURIComponent(cookie.value));
  return true;
}

/** The flash that was handed to this page. */
export function flashIn(headers: Pick<Headers, "get">): Flash | null {
  return readFlash(headers.get(HEADER));
}

/** Whatever a cookie or a header says, as a flash: texts to show, and nothing else. */
export function readFlash(encoded: string | null | undefined): Flash | null {
  if (!encoded) return null;
  try {
    const { message, key, undo } = JSON.parse(decodeURIComponent(encoded));
    const text = (value: unknown) => (typeof value === "string" ? value : undefined);
    return { message: text(message), key: text(key), undo: text(undo) };
  } catch {
    return null;
  }
}
