import "server-only";

import { createHash } from "node:crypto";
import { sql, transaction } from "@/db/sql";
import type { Caller } from "@/lib/caller";
import { problem } from "@/lib/problem";

const HOURS = 24;
// What of an answer is its own; `handler` and Next.js add the rest.
const HEADERS = ["content-type", "etag", "location"];

/**
 * Do `work` once, however often this request and its input are sent with the same `Idempotency-Key`: a client
 * that heard no answer can send it again. The answer is stored in one transaction with all that `work`
 * writes, so either both are there or neither. A refusal is not stored, since it wrote nothing.
 */
export async function once(
  request: Request,
  caller: Caller,
  input: unknown,
  work: () => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return work();
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    return refused("From 1 to 255 characters of ASCII, without blanks.");
  const { pathname, search } = new URL(request.url);
  const id = hash(caller.userId, request.method, pathname, key);
  return transaction(async () => {
    if (!(await isAlone(id))) {
      const headers = { "Retry-After": "1" };
      return problem(409, "A request with this Idempotency-Key is being answered.", { headers });
    }
    const stored = await find(id);
    const fingerprint = hash(search, JSON.stringify(input));
    if (stored && stored.request !== fingerprint) {
      const detail = "This key came with another request before: send a new one.";
      return problem(422, detail, { errors: [{ header: "Idempotency-Key", detail }] });
    }
    if (stored) return replay(stored);
    const response = await work();
    return response.ok ? keep(id, fingerprint, response) : response;
  });
}

function refused(detail: string): Response {
  return problem(400, "Please check the Idempotency-Key.", {
    errors: [{ header: "Idempotency-Key", detail }],
  });
}

/** Whether nobody else has this key in hand, on this instance or another one; until the transaction ends. */
async function isAlone(id: string): Promise<boolean> {
  const [row] = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${id}, 0)) as alone`;
  return row?.alone === true;
}

type Stored = { request: string; status: number; headers: Record<string, string>; body: string };

async function find(id: string): Promise<Stored | undefined> {
  const [row] = await sql<Stored>`
    select request, status, headers, body from idempotency_keys
    where id = ${id} and created_at > now() - make_interval(hours => ${HOURS})`;
  return row;
}

function replay({ status, headers, body }: Stored): Response {
  return new Response(body, { status, headers: { ...headers, "Idempotency-Replayed": "true" } });
}

async function keep(id: string, request: string, response: Response): Promise<Response> {
  const headers = Object.fromEntries(HEADERS.flatMap((name) => pairOf(name, response.headers)));
  const body = await response.text();
  await sql`
    insert into idempotency_keys (id, request, status, headers, body)
    values (${id}, ${request}, ${response.status}, ${JSON.stringify(headers)}::jsonb, ${body})
    on conflict (id) do update set request = excluded.request, status = excluded.status,
      headers = excluded.headers, body = excluded.body, created_at = now()`;
  await sweep();
  return new Response(body, { status: response.status, headers });
}

function pairOf(name: string, headers: Headers): [string, string][] {
  const value = headers.get(name);
  return value === null ? [] : [[name, value]];
}

// Now and then is enough: a row that is over counts for nothing.
async function sweep(): Promise<void> {
  if (Math.random() > 0.02) return;
  await sql`delete from idempotency_keys where created_at < now() - make_interval(hours => ${HOURS})`;
}

function hash(...parts: string[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\0");
  return sum.digest("hex");
}
