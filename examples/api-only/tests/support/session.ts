import { setCallerAddress } from "@/lib/address";

// As in a server: from now on X-Forwarded-For is vouched for.
setCallerAddress({}, undefined, 0);

// Sent by the script of a page: without it, a form was posted by the browser itself.
const SCRIPT = { "next-action": "test" };

let headers = new Headers();
const jar = new Map<string, string>();

/** Let the Server Actions that follow run as this user, or as nobody. */
export function signedInAs(
  user: { cookie: string } | null,
  more: Record<string, string> = {},
): void {
  headers = new Headers({ ...SCRIPT, ...(user && { cookie: user.cookie }), ...more });
}

/** Let them run as for a browser that has no session yet, and keeps the cookies it is given. */
export function visiting(more: Record<string, string> = {}): void {
  const host = "localhost:3000";
  const own = { host, origin: `http://${host}`, "x-forwarded-for": "192.0.2.100" };
  headers = new Headers({ ...own, ...more });
  jar.clear();
}

/** The cookies that were given since, as that browser sends them back. */
export function givenCookies(): { cookie: string } {
  return { cookie: [...jar].map((pair) => pair.join("=")).join("; ") };
}

export function currentHeaders(): Headers {
  return headers;
}

export function currentCookies() {
  return {
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  };
}
