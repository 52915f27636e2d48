import type { Route } from "next";

/** The header in which proxy.ts tells a page its own address: the path and the query. */
export const PATH_HEADER = "x-path";

// Nobody comes back to these: they are the way in, or no page at all.
const NO_WAY_BACK =
  /^\/(?:sign-in|sign-up|forgot-password|reset-password|confirm-email|api|_next)(?:[/?#]|$)/;
const MAX_LENGTH = 1000;
const HERE = "http://here.invalid";

/**
 * Where somebody goes after they signed in: a path of this app, whatever was asked for. An address that
 * a browser or a proxy could take for another site becomes the start page.
 */
export function safePath(wanted: unknown): Route {
  return isSafe(wanted) ? (wanted as Route) : "/";
}

function isSafe(wanted: unknown): boolean {
  if (typeof wanted !== "string" || wanted.length > MAX_LENGTH) return false;
  // Printable ASCII and nothing else: a browser sends its addresses so. No "\", which it reads as "/".
  if (!/^\/[!-[\]-~]*$/.test(wanted) || !URL.canParse(wanted, HERE)) return false;
  const { origin, pathname } = new URL(wanted, HERE);
  if (origin !== HERE || NO_WAY_BACK.test(pathname)) return false;
  // "//", also as "/.//" and "/%2F", or with "%5C" for the "\" that is read as "/".
  return !/^\/(?:\/|%2f|%5c)/i.test(pathname) && !/^\/(?:\/|%2f|%5c)/i.test(wanted);
}

/** The address of the page to sign in, or up, which leads back to a path afterwards. */
export function leadingBack(page: "/sign-in" | "/sign-up", path: unknown): Route {
  const next = safePath(path);
  const address: string = next === "/" ? page : `${page}?next=${encodeURIComponent(next)}`;
  return address as Route;
}
