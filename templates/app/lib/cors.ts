import "server-only";

import { allowedOrigins } from "@/lib/environment";

// Pages of other origins that may call the API (CORS): those that are named, spelled as browsers send
// them. They send tokens and never cookies, for which there would have to be
// `Access-Control-Allow-Credentials`.

/** What such a page may read of an answer, besides its body. */
const EXPOSED = [
  "ETag",
  "Idempotency-Replayed",
  "Link",
  "Location",
  "Preference-Applied",
  "RateLimit",
  "RateLimit-Policy",
  "Retry-After",
  "WWW-Authenticate",
  "X-Request-Id",
  "X-Total-Count",
];

/** What it may send, besides what every page may. */
const SENT = [
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "If-Match",
  "If-None-Match",
  "Prefer",
  "X-Request-Id",
];

// Chromium remembers no preflight for longer.
const MAX_AGE = "7200";

/** The headers of an answer that let a page of a named origin read it; `methods` are those that a path has. */
export function corsHeaders(
  request: Request,
  methods: string | null,
): [name: string, value: string][] {
  // better-auth's own endpoints are for cookies.
  if (new URL(request.url).pathname.startsWith("/api/auth/")) return [];
  const vary: [string, string] = ["Vary", "Origin"];
  const origin = request.headers.get("origin");
  if (origin === null || !allowedOrigins().includes(origin)) return [vary];
  const allowed: [string, string] = ["Access-Control-Allow-Origin", origin];
  if (request.method !== "OPTIONS") {
    return [vary, allowed, ["Access-Control-Expose-Headers", EXPOSED.join(", ")]];
  }
  return [
    vary,
    allowed,
    ["Access-Control-Allow-Methods", methods ?? ""],
    ["Access-Control-Allow-Headers", SENT.join(", ")],
    ["Access-Control-Max-Age", MAX_AGE],
  ];
}
