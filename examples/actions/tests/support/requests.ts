import { NextRequest } from "next/server";
import type { TestUser } from "./users";

const ORIGIN = "http://localhost:3000";

type Options = {
  /** Sends this user's API key. */
  key?: Pick<TestUser, "apiKey">;
  /** Sends this user's session cookie, as the app's own pages would. */
  session?: TestUser;
  body?: unknown;
  headers?: Record<string, string>;
};

/** A request as a client would send it to a Route Handler. */
export function request(method: string, path: string, options: Options = {}): NextRequest {
  const headers = new Headers({ host: "localhost:3000" });
  if (options.key) headers.set("authorization", `Bearer ${options.key.apiKey}`);
  if (options.session) {
    headers.set("cookie", options.session.cookie);
    headers.set("origin", ORIGIN);
  }
  if (options.body !== undefined) headers.set("content-type", "application/json");
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  return new NextRequest(new URL(path, ORIGIN), { method, headers, body });
}

/** The second argument of a Route Handler with an `[id]` segment. */
export function withId(id: string): { params: Promise<{ id: string }> } {
  return { params: Promise.resolve({ id }) };
}
