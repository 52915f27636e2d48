import { type NextRequest, NextResponse } from "next/server";
import { FLASH, takeFlash } from "@/lib/flash";

// A convenience, never a guard: those are in each page, handler and action.
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  const taken = takeFlash(request, headers);
  const response = NextResponse.next({ request: { headers } });
  if (taken) response.cookies.delete(FLASH);
  return response;
}

export const config = {
  matcher: [{ source: "/((?!api/|_next/).*)", has: [{ type: "cookie", key: "flash" }] }],
};
