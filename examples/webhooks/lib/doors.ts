// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Route } from "next";
import type { IconName } from "@/components/ui/icon";

export type Page = {
  title: string;
  path: Route;
  public: boolean;
  group: string;
  icon: IconName;
};

export type Door = {
  what: string;
  door: string;
  path: string;
  caller: string;
  guard: string;
};

/** What the navigation links to; a public page is open to anybody. */
export const pages: Page[] = [
  {
    title: "API keys",
    path: "/api-keys",
    public: false,
    group: "Developers",
    icon: "key",
  },
  {
    title: "API reference",
    path: "/api/docs",
    public: false,
    group: "Developers",
    icon: "code",
  },
  {
    title: "Doors",
    path: "/doors",
    public: false,
    group: "Developers",
    icon: "door",
  },
];

/** What the pages are grouped by, in this order. */
export const groups = [...new Set(pages.map((page) => page.group))];

/** Every way in: what there is, who calls it, how it is guarded. */
export const doors: Door[] = [
  {
    what: "Hello",
    door: "Route Handler",
    path: "GET /api/hello",
    caller: "anybody",
    guard: "none: it tells nothing",
  },
  {
    what: "Health",
    door: "Route Handler",
    path: "GET /api/health, /api/health/ready",
    caller: "what runs the app",
    guard: "none: it tells nothing",
  },
  {
    what: "API",
    door: "Route Handler",
    path: "GET /api/openapi.json, /api/docs",
    caller: "external clients",
    guard: "none: it tells what may be called",
  },
  {
    what: "Sign-in",
    door: "Route Handler",
    path: "/api/auth/*",
    caller: "anybody",
    guard: "origin check, rate limit, password",
  },
  {
    what: "Password reset",
    door: "Server Action",
    path: "/forgot-password, /reset-password, /confirm-email",
    caller: "anybody",
    guard: "rate limit, then the token of a mail",
  },
  {
    what: "Account",
    door: "Server Action",
    path: "/account",
    caller: "the app's own components",
    guard: "session; the password, too, for a new one and to delete it",
  },
  {
    what: "GitHub events",
    door: "Webhook",
    path: "POST /api/webhooks/github",
    caller: "GitHub",
    guard: "GitHub's signature over the raw body",
  },
  {
    what: "Shopify events",
    door: "Webhook",
    path: "POST /api/webhooks/shopify",
    caller: "Shopify",
    guard: "Shopify's signature over the raw body",
  },
  {
    what: "Stripe events",
    door: "Webhook",
    path: "POST /api/webhooks/stripe",
    caller: "Stripe",
    guard: "Stripe's signature over the raw body, at most 5 minutes old",
  },
];
