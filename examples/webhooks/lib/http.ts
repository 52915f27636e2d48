import "server-only";

import type { z } from "zod";
import { parseJson, RefusedJson } from "@/lib/json";
import { type FieldErrors, type Parsed, parse } from "@/lib/parse";
import { faultsIn, notFound, problem } from "@/lib/problem";

// Handlers take them from here.
export { notFound, problem };

const MAX_BODY_BYTES = 1_000_000;

/** The body as the schema's output, or the response that says what is wrong with it. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes = MAX_BODY_BYTES,
): Promise<z.output<Schema> | Response> {
  const body = await readBody(request, maxBytes);
  return body instanceof Response ? body : answer(parse(schema, body));
}

/**
 * The body of a change, like `readJson`. What `stored` finds may be sent back with it, so that a client
 * can change what it read and send it all: its id and timestamps are passed over where they are
 * the record's own, and refused where they are not.
 */
export async function readChange<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  stored: () => Promise<object | null>,
): Promise<z.output<Schema> | Response> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body instanceof Response) return body;
  if (!isObject(body) || !READ_ONLY.some((name) => Object.hasOwn(body, name))) {
    return answer(parse(schema, body));
  }
  const record: unknown = JSON.parse(JSON.stringify(await stored()));
  if (!isObject(record)) return notFound();
  const errors: FieldErrors = {};
  const input = new Map(Object.entries(body));
  for (const name of READ_ONLY) {
    if (input.has(name) && input.get(name) !== record[name])
      errors[name] = ["This cannot be changed."];
    input.delete(name);
  }
  if (Object.keys(errors).length > 0) return invalid(errors);
  return answer(parse(schema, Object.fromEntries(input)));
}

const READ_ONLY = ["id", "createdAt", "updatedAt"];

function answer<Output>(parsed: Parsed<Output>): Output | Response {
  return parsed.ok
    ? parsed.data
    : problem(422, parsed.error, { errors: faultsIn(parsed.fieldErrors) });
}

function invalid(errors: FieldErrors): Response {
  return problem(422, "Please check the marked fields.", { errors: faultsIn(errors) });
}

/** The body's JSON, or the response that says why it is none, or cannot be kept as it is. */
async function readBody(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readJsonText(request, maxBytes);
  if (text instanceof Response) return text;
  const body = parseJson(text);
  if (!(body instanceof RefusedJson)) return body;
  if (body.field === null) return problem(400, body.reason);
  return invalid(Object.fromEntries([[body.field, [body.reason]]]));
}

/** The text of a body that is to be JSON, or the response that turns it away. */
export async function readJsonText(request: Request, maxBytes: number): Promise<string | Response> {
  const refusal = checkType(request.headers);
  if (refusal) return refusal;
  const bytes = await readBytes(request, maxBytes);
  if (bytes === null) return problem(413, `A body may have at most ${maxBytes} bytes.`);
  try {
    // A decoder that does not insist puts U+FFFD in place of what it cannot read.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return problem(400, "The body is not valid UTF-8.");
  }
}

// JSON Merge Patch (RFC 7396) says of an object what a PATCH here means anyway.
const TYPES = ["application/json", "application/merge-patch+json"];

function checkType(headers: Headers): Response | null {
  const [type, ...parameters] = (headers.get("content-type") ?? "").toLowerCase().split(";");
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith("charset="));
  if (!TYPES.includes(type?.trim() ?? "")) {
    const detail = "Send JSON, as `Content-Type: application/json`.";
    return problem(415, detail, { headers: { Accept: TYPES.join(", ") } });
  }
  if (charset && !/^charset="?utf-?8"?$/.test(charset)) {
    return problem(415, "Send JSON in UTF-8.", { headers: { Accept: TYPES.join(", ") } });
  }
  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (encoding === "identity") return null;
  const accepted = { "Accept-Encoding": "identity" };
  return problem(415, "Send the body as it is, not compressed.", { headers: accepted });
}

/** The raw body, byte for byte as a signature covers it, or null once it is longer than `maxBytes`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer | null> {
  if (Number(request.headers.get("content-length")) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
