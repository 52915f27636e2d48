import "server-only";

import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { isUnavailable } from "@/lib/errors";
import { RETRY_AFTER } from "@/lib/handler";
import { logError, pathOf } from "@/lib/log";
import { requestIdOf } from "@/lib/request-id";

// On globalThis, because Next.js bundles this module more than once.
const shared = globalThis as typeof globalThis & { unavailableRequests?: Set<string> };
shared.unavailableRequests ??= new Set();
const unavailable = shared.unavailableRequests;

/** Log what a page or an action threw, and remember whether its request may be tried again. */
export function noteRequestError(
  error: unknown,
  request: { path: string; method: string; headers: NodeJS.Dict<string | string[]> },
  route: string,
): void {
  const requestId = requestIdOf(request.headers[ID]);
  logError(error, { requestId, method: request.method, path: pathOf(request.path), route });
  if (isUnavailable(error)) unavailable.add(requestId);
}

const ID = "x-request-id";

/**
 * Give every request a name, and every page that fails a text.
 *
 * When a page throws, Next.js sends an empty one, which scripts fill from app/error.tsx or
 * app/not-found.tsx: without JavaScript it stays white. So here, in the server itself, it becomes a page
 * that says what happened, with 503 where the database does not answer.
 */
export function serveErrorPages(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const requestId = requestIdOf(request.headers[ID]);
    request.headers[ID] = requestId;
    response.setHeader("X-Request-Id", requestId);
    response.once("close", () => unavailable.delete(requestId));
    if (isForAPage(request)) replaceFailedPage(request, response, requestId);
  });
}

// A browser that goes to a page, or posts a form without JavaScript. Scripts have an answer to a failure.
function isForAPage({ headers }: IncomingMessage): boolean {
  const scripted = "rsc" in headers || "next-action" in headers;
  return !scripted && (headers.accept ?? "").includes("text/html");
}

function replaceFailedPage(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): void {
  const { writeHead, write, end, flushHeaders } = response;
  // What Next.js sends of a page that failed, kept back until all of it is there.
  let held: Buffer[] | null = null;

  response.writeHead = (status: number, ...rest: unknown[]) => {
    // Where it was an action that threw, Next.js sends a plain "Internal Server Error".
    const isPage = /^text\/(?:html|plain)/.test(String(response.getHeader("content-type")));
    if (!isPage || (status !== 500 && status !== 404)) {
      return Reflect.apply(writeHead, response, [status, ...rest]);
    }
    response.statusCode = status;
    held ??= [];
    return response;
  };
  const begin = () => {
    if (!response.headersSent && !held) response.writeHead(response.statusCode);
  };
  response.flushHeaders = () => {
    begin();
    if (!held) Reflect.apply(flushHeaders, response, []);
  };
  response.write = (...chunk: unknown[]) => {
    begin();
    if (!held) return Reflect.apply(write, response, chunk);
    held.push(bytes(chunk[0]));
    return true;
  };
  response.end = (...chunk: unknown[]) => {
    begin();
    if (!held) return Reflect.apply(end, response, chunk);
    held.push(bytes(chunk[0]));
    let page: Buffer | string = Buffer.concat(held);
    const failure = failureOf(response, page, requestId);
    if (failure) {
      page = errorPage(failure, request.method === "POST", requestId);
      for (const name of ["Content-Encoding", "ETag", "Link"]) response.removeHeader(name);
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.setHeader("Content-Length", Buffer.byteLength(page));
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("Cache-Control", "no-store");
      if (failure === "unavailable") response.setHeader("Retry-After", RETRY_AFTER);
      response.statusCode = STATUS[failure];
    }
    Reflect.apply(writeHead, response, [response.statusCode]);
    const done = chunk.findLast((value) => typeof value === "function");
    return Reflect.apply(end, response, [page, done]);
  };
}

function bytes(chunk: unknown): Buffer {
  return typeof chunk === "string" || chunk instanceof Uint8Array ? Buffer.from(chunk) : EMPTY;
}

const EMPTY = Buffer.alloc(0);

type Failure = "failed" | "unavailable" | "missing";

const STATUS = { failed: 500, unavailable: 503, missing: 404 };

/** Why a page has nothing to show; null for a 404 that says something, such as that of an unknown address. */
function failureOf(response: ServerResponse, page: Buffer, requestId: string): Failure | null {
  if (response.statusCode === 500) return unavailable.has(requestId) ? "unavailable" : "failed";
  const isZipped = response.getHeader("content-encoding") === "gzip" && page.length > 0;
  const html = (isZipped ? gunzipSync(page) : page).toString();
  return html.startsWith(EMPTY_PAGE) ? "missing" : null;
}

const EMPTY_PAGE = '<!DOCTYPE html><html id="__next_error__">';

// The page loads nothing, and runs nothing.
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const TITLE = {
  failed: "Something went wrong",
  unavailable: "Not available right now",
  missing: "Page not found",
};

function errorPage(failure: Failure, isForm: boolean, requestId: string): string {
  const title = TITLE[failure];
  const reference = `<small>Reference: ${requestId}</small>`;
  const what = {
    failed: `This page could not be shown. ${reference}`,
    unavailable: `This app can't reach its database right now. Nothing is lost. ${reference}`,
    missing: "There is nothing at this address, or it is not yours to see.",
  }[failure];
  const again = isForm
    ? "What you typed was not saved yet. Reload this page to send it again."
    : '<a href="">Try again</a>';
  const next = failure === "missing" ? '<a href="/">Go to the start page</a>' : again;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${what}</p>
<p>${next}</p>
</main>
</body>
</html>
`;
}

// The colours of app/globals.css.
const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { margin: 0; background: light-dark(#fafaf9, #131211); color: light-dark(#1c1917, #f5f4f2) }
main { max-width: 45rem; margin: 0 auto; padding: 2.5rem 1.5rem }
h1 { font-size: 1.5rem; line-height: 1.3 }
small { display: block; color: light-dark(#5f5a55, #aaa49d) }
a { color: light-dark(#3538cd, #a4b0ff) }`;
