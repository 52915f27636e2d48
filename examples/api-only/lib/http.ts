import "server-only";

import type { z } from "zod";
import { parse } from "@/lib/parse";

const MAX_BODY_BYTES = 1_000_000;

/** An error response as RFC 9457 has it (`application/problem+json`). */
export function problem(
  status: number,
  detail: string,
  { headers, ...members }: { headers?: HeadersInit; errors?: Record<string, string[]> } = {},
): Response {
  return new Response(JSON.stringify({ status, detail, ...members }), {
    status,
    headers: { ...headers, "Content-Type": "application/problem+json" },
  });
}

/** Somebody else's record and no record at all look the same, so that ids cannot be probed. */
export function notFound(): Response {
  return problem(404, "Not found.");
}

/** The body as the schema's output, or the response that says what is wrong with it. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema> | Response> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    return problem(415, "Send JSON, as `Content-Type: application/json`.");
  const text = await readText(request, MAX_BODY_BYTES);
  if (text === null) return problem(413, `A body may have at most ${MAX_BODY_BYTES} bytes.`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return problem(400, "The body is not valid JSON.");
  }
  const parsed = parse(schema, body);
  if (parsed.ok) return parsed.data;
  return problem(422, parsed.error, { errors: parsed.fieldErrors });
}

/** The body as text, or null once it is longer than `maxBytes`, whatever its headers claim. */
export async function readText(request: Request, maxBytes: number): Promise<string | null> {
  return (await readBytes(request, maxBytes))?.toString("utf8") ?? null;
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
