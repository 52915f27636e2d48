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
export const pages: Page[] = [];

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
    what: "Cities",
    door: "Route Handler",
    path: "/api/cities",
    caller: "external clients",
    guard:
      "reading: none; changing: API key with cities:write, or session cookie with an origin check",
  },
  {
    what: "Projects",
    door: "Route Handler",
    path: "/api/projects",
    caller: "external clients",
    guard: "API key with projects:read or projects:write, or session cookie with an origin check",
  },
];
