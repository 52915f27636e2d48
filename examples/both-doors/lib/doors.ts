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
    title: "Categories",
    path: "/categories",
    public: false,
    group: "Records",
    icon: "list",
  },
  {
    title: "Customers",
    path: "/customers",
    public: false,
    group: "Records",
    icon: "people",
  },
  {
    title: "News",
    path: "/news",
    public: true,
    group: "Records",
    icon: "document",
  },
  {
    title: "Notes",
    path: "/notes",
    public: false,
    group: "Records",
    icon: "document",
  },
  {
    title: "Orders",
    path: "/orders",
    public: false,
    group: "Records",
    icon: "truck",
  },
  {
    title: "Posts",
    path: "/posts",
    public: true,
    group: "Records",
    icon: "chat",
  },
  {
    title: "Products",
    path: "/products",
    public: false,
    group: "Records",
    icon: "box",
  },
  {
    title: "Todos",
    path: "/todos",
    public: false,
    group: "Records",
    icon: "task",
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
    what: "Categories",
    door: "Server Action",
    path: "/categories",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Categories",
    door: "Route Handler",
    path: "/api/categories",
    caller: "external clients",
    guard:
      "API key with categories:read or categories:write, or session cookie with an origin check",
  },
  {
    what: "Categories: many",
    door: "Server Action",
    path: "/categories",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Categories: export",
    door: "Route Handler",
    path: "GET /categories/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with categories:read; at most 20 a minute",
  },
  {
    what: "Categories: options",
    door: "Route Handler",
    path: "GET /categories/options",
    caller: "the app's own components",
    guard: "session, or API key with categories:read",
  },
  {
    what: "Customers",
    door: "Server Action",
    path: "/customers",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Customers",
    door: "Route Handler",
    path: "/api/customers",
    caller: "external clients",
    guard: "API key with customers:read or customers:write, or session cookie with an origin check",
  },
  {
    what: "Customers: many",
    door: "Server Action",
    path: "/customers",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Customers: export",
    door: "Route Handler",
    path: "GET /customers/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with customers:read; at most 20 a minute",
  },
  {
    what: "Customers: options",
    door: "Route Handler",
    path: "GET /customers/options",
    caller: "the app's own components",
    guard: "session, or API key with customers:read",
  },
  {
    what: "News",
    door: "Server Action",
    path: "/news",
    caller: "the app's own components",
    guard: "reading: none; changing: session, checked inside the action",
  },
  {
    what: "News",
    door: "Route Handler",
    path: "/api/news",
    caller: "external clients",
    guard:
      "reading: none; changing: API key with news:write, or session cookie with an origin check",
  },
  {
    what: "News: many",
    door: "Server Action",
    path: "/news",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "News: export",
    door: "Route Handler",
    path: "GET /news/export",
    caller: "people, for a spreadsheet",
    guard: "none; at most 20 a minute from an address",
  },
  {
    what: "Notes",
    door: "Server Action",
    path: "/notes",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Notes",
    door: "Route Handler",
    path: "/api/notes",
    caller: "external clients",
    guard: "API key with notes:read or notes:write, or session cookie with an origin check",
  },
  {
    what: "Notes: many",
    door: "Server Action",
    path: "/notes",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Notes: export",
    door: "Route Handler",
    path: "GET /notes/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with notes:read; at most 20 a minute",
  },
  {
    what: "Order items",
    door: "Server Action",
    path: "/order-items",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Order items",
    door: "Route Handler",
    path: "/api/order-items",
    caller: "external clients",
    guard:
      "API key with order-items:read or order-items:write, or session cookie with an origin check",
  },
  {
    what: "Order items: many",
    door: "Server Action",
    path: "/order-items",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Order items: export",
    door: "Route Handler",
    path: "GET /order-items/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with order-items:read; at most 20 a minute",
  },
  {
    what: "Orders",
    door: "Server Action",
    path: "/orders",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Orders",
    door: "Route Handler",
    path: "/api/orders",
    caller: "external clients",
    guard: "API key with orders:read or orders:write, or session cookie with an origin check",
  },
  {
    what: "Orders: many",
    door: "Server Action",
    path: "/orders",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Orders: export",
    door: "Route Handler",
    path: "GET /orders/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with orders:read; at most 20 a minute",
  },
  {
    what: "Orders: options",
    door: "Route Handler",
    path: "GET /orders/options",
    caller: "the app's own components",
    guard: "session, or API key with orders:read",
  },
  {
    what: "Posts",
    door: "Server Action",
    path: "/posts",
    caller: "the app's own components",
    guard: "reading: none; changing: session, checked inside the action",
  },
  {
    what: "Posts",
    door: "Route Handler",
    path: "/api/posts",
    caller: "external clients",
    guard:
      "reading: none; changing: API key with posts:write, or session cookie with an origin check",
  },
  {
    what: "Posts: many",
    door: "Server Action",
    path: "/posts",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Posts: export",
    door: "Route Handler",
    path: "GET /posts/export",
    caller: "people, for a spreadsheet",
    guard: "none; at most 20 a minute from an address",
  },
  {
    what: "Products",
    door: "Server Action",
    path: "/products",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Products",
    door: "Route Handler",
    path: "/api/products",
    caller: "external clients",
    guard: "API key with products:read or products:write, or session cookie with an origin check",
  },
  {
    what: "Products: many",
    door: "Server Action",
    path: "/products",
    caller: "the app's own components",
    guard: "session, checked inside the action; deletes what its caller may change",
  },
  {
    what: "Products: export",
    door: "Route Handler",
    path: "GET /products/export",
    caller: "people, for a spreadsheet",
    guard: "session, or API key with products:read; at most 20 a minute",
  },
  {
    what: "Products: options",
    door: "Route Handler",
    path: "GET /products/options",
    caller: "the app's own components",
    guard: "session, or API key with products:read",
  },
  {
    what: "Todos",
    door: "Server Action",
    path: "/todos",
    caller: "the app's own components",
    guard: "session, checked inside the action",
  },
  {
    what: "Todos",
    door: "Route Handler",
    path: "/api/todos",
    caller: "external clients",
    guard: "API key with todos:read or todos:write, or session cookie with an origin check",
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
    guard: "session, or API key with todos:read; at most 20 a minute",
  },
];
