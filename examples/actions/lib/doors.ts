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
    title: "People",
    path: "/people",
    public: true,
    group: "Records",
    icon: "people",
  },
  {
    title: "Todos",
    path: "/todos",
    public: false,
    group: "Records",
    icon: "task",
  },
  {
    title: "Report",
    path: "/report",
    public: false,
    group: "Actions",
    icon: "bolt",
  },
  {
    title: "Index",
    path: "/index",
    public: false,
    group: "Actions",
    icon: "bolt",
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
    what: "People",
    door: "Server Action",
    path: "/people",
    caller: "the app's own components",
    guard: "reading: none; changing: session, checked inside the action",
  },
  {
    what: "People: many",
    door: "Server Action",
    path: "/people",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "People: export",
    door: "Route Handler",
    path: "GET /people/export",
    caller: "people, for a spreadsheet",
    guard: "none; at most 20 a minute from an address",
  },
  {
    what: "Todos",
    door: "Server Action",
    path: "/todos",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Todos: many",
    door: "Server Action",
    path: "/todos",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Todos: export",
    door: "Route Handler",
    path: "GET /todos/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key that may do everything; at most 20 a minute",
  },
  {
    what: "Archive todo",
    door: "Server Action",
    path: "/todos",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Clear todos",
    door: "Server Action",
    path: "/todos",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Generate report",
    door: "Server Action",
    path: "/report",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Import todos",
    door: "Server Action",
    path: "/todos",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Invite person",
    door: "Server Action",
    path: "/people",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Pin todo",
    door: "Server Action",
    path: "/todos",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Rebuild index",
    door: "Server Action",
    path: "/index",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Schedule report",
    door: "Server Action",
    path: "/report",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Snooze todo",
    door: "Server Action",
    path: "/todos",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
];
