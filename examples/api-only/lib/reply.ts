import "server-only";

import { createHash } from "node:crypto";
import { only } from "@/lib/fields";
import { nextLink, type Page } from "@/lib/list";
import { notFound, problem } from "@/lib/problem";

// Each record has a version, its `updatedAt`: clients get it as an ETag (RFC 9110), and can make a change
// depend on it.

const TAG = '(W/)?"[!#-~]*"';

type Versioned = { updatedAt: Date };

type Init = ResponseInit & { fields?: string[] | null };

/** A record and its version, or 304 for a client that has this one. */
export function sendRecord(request: Request, record: Versioned, init: Init = {}): Response {
  const { fields = null, ...rest } = init;
  const tag = tagOf(record);
  if (isKnown(request, tag)) return unchanged(tag);
  const headers = new Headers(rest.headers);
  headers.set("ETag", tag);
  return Response.json(only(record, fields), { ...rest, headers });
}

/** A page of a list with the way to the next one, or 304 for a client that has it as it is. */
export function sendPage(
  request: Request,
  { items, next, total }: Page<object>,
  fields: string[] | null = null,
): Response {
  const body = JSON.stringify(items.map((item) => only(item, fields)));
  // Whether there is more, and how many in all, is in the headers.
  const sum = createHash("sha256").update(`${next} ${total} ${body}`).digest("base64url");
  const tag = `W/"${sum.slice(0, 22)}"`;
  if (isKnown(request, tag)) return unchanged(tag);
  const headers = new Headers(nextLink(request, next));
  headers.set("Content-Type", "application/json");
  headers.set("ETag", tag);
  if (total !== null) {
    headers.set("X-Total-Count", String(total));
    headers.set("Preference-Applied", "count=exact");
  }
  return new Response(body, { headers });
}

/** Why a change did not happen: no such record, not this version of it, or not theirs to change. */
export function notChanged(found: Versioned | null, versions?: Date[]): Response {
  if (!found) return notFound();
  if (!versions || versions.some((version) => +version === +found.updatedAt)) {
    return problem(403, "This is not yours to change.");
  }
  const detail = "This has been changed since: read it again, and change what it is now.";
  return problem(412, detail, { headers: { ETag: tagOf(found) } });
}

/** The versions that a change depends on (`If-Match`), or undefined where any will do. */
export function readVersions(request: Request): Date[] | undefined {
  const tags = request.headers.get("if-match");
  if (tags === null || tags.trim() === "*") return undefined;
  return tagsIn(tags).flatMap((tag) => versionOf(tag) ?? []);
}

// One ETag, or several, or all of them.
export const IF_MATCH = `^(\\*|${TAG}(, *${TAG})*)$`;

/** The same where a change has to depend on them (`*` is any), or the response to a request that names none. */
export function requireVersions(request: Request): Date[] | undefined | Response {
  const tags = request.headers.get("if-match");
  if (tags === null) {
    return problem(428, "Say which version is changed: send its `ETag` as `If-Match`.");
  }
  if (new RegExp(IF_MATCH).test(tags)) return readVersions(request);
  const detail = "If-Match is an ETag in its quotes, or several, or `*`.";
  return problem(400, detail, { errors: [{ header: "If-Match", detail }] });
}

function isKnown(request: Request, tag: string): boolean {
  const known = request.headers.get("if-none-match");
  if (known === null || !["GET", "HEAD"].includes(request.method)) return false;
  return known.trim() === "*" || tagsIn(known).some((one) => weak(one) === weak(tag));
}

function unchanged(tag: string): Response {
  return new Response(null, { status: 304, headers: { ETag: tag } });
}

function tagOf({ updatedAt }: Versioned): string {
  return `"${updatedAt.getTime().toString(36)}"`;
}

function versionOf(tag: string): Date | null {
  const [, text] = /^"([0-9a-z]{1,9})"$/.exec(tag) ?? [];
  return text ? new Date(Number.parseInt(text, 36)) : null;
}

function tagsIn(header: string): string[] {
  return header.match(/(?:W\/)?"[^"]*"/g) ?? [];
}

function weak(tag: string): string {
  return tag.replace(/^W\//, "");
}
