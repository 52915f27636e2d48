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
    title: "Drafts",
    path: "/drafts",
    public: false,
    group: "Records",
    icon: "document",
  },
  {
    title: "Presets",
    path: "/presets",
    public: false,
    group: "Records",
    icon: "folder",
  },
  {
    title: "Samples",
    path: "/samples",
    public: false,
    group: "Records",
    icon: "document",
  },
  {
    title: "Slots",
    path: "/slots",
    public: false,
    group: "Records",
    icon: "folder",
  },
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
    what: "Drafts",
    door: "Server Action",
    path: "/drafts",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Drafts",
    door: "Route Handler",
    path: "/api/drafts",
    caller: "external clients",
    guard: "API key with drafts:read or drafts:write, or session cookie with an origin check",
  },
  {
    what: "Drafts: many",
    door: "Server Action",
    path: "/drafts",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Drafts: export",
    door: "Route Handler",
    path: "GET /drafts/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with drafts:read; at most 20 a minute",
  },
  {
    what: "Presets",
    door: "Server Action",
    path: "/presets",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Presets",
    door: "Route Handler",
    path: "/api/presets",
    caller: "external clients",
    guard: "API key with presets:read or presets:write, or session cookie with an origin check",
  },
  {
    what: "Presets: many",
    door: "Server Action",
    path: "/presets",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Presets: export",
    door: "Route Handler",
    path: "GET /presets/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with presets:read; at most 20 a minute",
  },
  {
    what: "Samples",
    door: "Server Action",
    path: "/samples",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Samples",
    door: "Route Handler",
    path: "/api/samples",
    caller: "external clients",
    guard: "API key with samples:read or samples:write, or session cookie with an origin check",
  },
  {
    what: "Samples: many",
    door: "Server Action",
    path: "/samples",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Samples: export",
    door: "Route Handler",
    path: "GET /samples/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with samples:read; at most 20 a minute",
  },
  {
    what: "Slots",
    door: "Server Action",
    path: "/slots",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Slots",
    door: "Route Handler",
    path: "/api/slots",
    caller: "external clients",
    guard: "API key with slots:read or slots:write, or session cookie with an origin check",
  },
  {
    what: "Slots: many",
    door: "Server Action",
    path: "/slots",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Slots: export",
    door: "Route Handler",
    path: "GET /slots/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with slots:read; at most 20 a minute",
  },
];
