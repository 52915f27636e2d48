import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

type Refusal = { status: number; title: string; detail: string; allow?: string };

// All that a Route Handler can be written for; of the rest Next.js makes a 400, or shows a page.
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Answer what Next.js would take for an error of its own, and say whether it was such a request. */
export function refuse(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = refusalOf(request);
  if (!refusal) return false;
  const { status, title, detail, allow } = refusal;
  const forPrograms = /^\/api(\/|$)/.test(request.url ?? "");
  if (allow) response.setHeader("Allow", allow);
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Content-Type", forPrograms ? "application/problem+json" : "text/plain");
  // What else comes on this connection may be the rest of a body that nobody reads.
  response.setHeader("Connection", "close");
  response.writeHead(status);
  const problem = { type: "about:blank", title, status, detail };
  response.end(forPrograms ? JSON.stringify(problem) : `${title}. ${detail}\n`);
  return true;
}

// What Next.js takes of a form, unless `serverActions.bodySizeLimit` says otherwise.
const ACTION_BYTES = 1024 * 1024;

/**
 * Next.js refuses a Server Action that comes from another site, or is too large, with a 500. It is the one to
 * decide, for next.config.ts may allow either: this only gives its refusal the right status.
 */
export function correctStatus(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const isForm = headers["content-type"]?.startsWith("multipart/form-data");
  if (method !== "POST" || !(isForm || headers["next-action"])) return;
  const isLarge = Number(headers["content-length"]) > ACTION_BYTES;
  if (!isLarge && !isForeign(headers)) return;
  const writeHead = response.writeHead;
  response.writeHead = function (this: ServerResponse, status: number, ...rest: never[]) {
    return writeHead.call(this, status === 500 ? (isLarge ? 413 : 403) : status, ...rest);
  };
}

function isForeign({ origin, host, "x-forwarded-host": forwarded }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== (forwarded ?? host);
}

function refusalOf(request: IncomingMessage): Refusal | null {
  const { method = "" } = request;
  if (!METHODS.includes(method)) {
    const detail = `${method} is not allowed here.`;
    return { status: 405, title: "Method Not Allowed", detail, allow: METHODS.join(", ") };
  }
  if (!takePath(request)) {
    return badRequest("The address is neither a path nor a URL.");
  }
  const [path = ""] = (request.url ?? "").split("?", 1);
  return isDecodable(path) ? null : badRequest("The path has a % that no UTF-8 character follows.");
}

function badRequest(detail: string): Refusal {
  return { status: 400, title: "Bad Request", detail };
}

/** Proxies may be asked for a whole URL, and a server as well: it is the path on the host it names. */
function takePath(request: IncomingMessage): boolean {
  const target = request.url ?? "";
  if (target.startsWith("/") || (target === "*" && request.method === "OPTIONS")) return true;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return false;
  const { host, pathname, search } = new URL(target);
  request.headers.host = host;
  request.url = pathname + search;
  return true;
}

function isDecodable(path: string): boolean {
  if (!path.includes("%")) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
