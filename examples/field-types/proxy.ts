import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { pagePolicy } from "@/lib/content-security";
import { FLASH, takeFlash } from "@/lib/flash";
import { PATH_HEADER } from "@/lib/return-path";

// Runs before each page, and guards nothing: pages, handlers and actions ask for themselves.
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const policy = pagePolicy(randomBytes(16).toString("base64"));
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, `${pathname}${search}`);
  // Next.js finds the nonce there, for the scripts of the page.
  headers.set("Content-Security-Policy", policy);
  const taken = takeFlash(request, headers);
  const response = NextResponse.next({ request: { headers } });
  if (taken) response.cookies.delete(FLASH);
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

// Of what is below /api, one is a page.
export const config = { matcher: "/((?!api/(?!docs$)|_next/static/|_next/image).*)" };
