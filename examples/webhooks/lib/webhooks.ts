import "server-only";

import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Transaction } from "@/db";
import { sqlIn, transaction } from "@/db/sql";
import { problem } from "@/lib/problem";

/** What an event changes, inside the transaction that records the event. */
export type Effect = (tx: Transaction) => Promise<void>;

/** One type of event: what it looks like, and what happens then. */
export type Handler<Event = unknown> = {
  schema: z.ZodType<Event>;
  // A method, not a property, so that handlers of different events fit into one map.
  run(event: Event, tx: Transaction): Promise<void>;
};
export type Handlers = Record<string, Handler>;

export function on<Event>(
  schema: z.ZodType<Event>,
  run: (event: Event, tx: Transaction) => Promise<void>,
): Handler {
  const handler: Handler<Event> = { schema, run };
  return handler;
}

/** The secrets in an environment variable: separated by commas, all valid, while one replaces another. */
export function secretsFrom(value: string | undefined): string[] {
  const secrets = (value ?? "").split(",").map((secret) => secret.trim());
  return secrets.filter((secret) => secret !== "");
}

/** The HMAC-SHA256 of the parts, one after the other. */
export function hmac(
  secret: string,
  encoding: "hex" | "base64",
  ...parts: (string | Buffer)[]
): string {
  const digest = createHmac("sha256", secret);
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
}

/** Compare in constant time. Encoded texts, because decoding would forgive stray characters. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const MAX_SECONDS_AHEAD = 300;

/** Whether a moment (in milliseconds) is neither too long ago nor ahead of this machine's clock. */
export function isRecent(moment: number, maxSecondsAgo: number): boolean {
  const secondsAgo = (Date.now() - moment) / 1000;
  return secondsAgo <= maxSecondsAgo && secondsAgo >= -MAX_SECONDS_AHEAD;
}

/** The event in a verified body, or the response that says it is not a JSON object. */
export function readEvent(json: string): Record<string, unknown> | Response {
  let event: unknown;
  try {
    event = JSON.parse(json);
  } catch {
    return problem(400, "The body is not valid JSON.");
  }
  if (isObject(event)) return event;
  return problem(400, "The body is not a JSON object.");
}

// Whatever the senders use; and nothing that PostgreSQL could not store or index.
const EVENT_ID = /^[!-~]{1,255}$/;

/** The id of an event, or null. */
export function parseEventId(value: unknown): string | null {
  return typeof value === "string" && EVENT_ID.test(value) ? value : null;
}

/** What is to happen about this event, which is nothing for a type without a handler. */
export function effectOf(handlers: Handlers, type: unknown, event: unknown): Effect | Response {
  const known = typeof type === "string" && Object.hasOwn(handlers, type);
  const handler = known ? handlers[type] : undefined;
  if (!handler) return async () => {};
  const parsed = handler.schema.safeParse(event);
  if (parsed.success) return (tx) => handler.run(parsed.data, tx);
  const detail = `The ${type} event is not as its handler expects:\n${z.prettifyError(parsed.error)}`;
  console.error(detail);
  return problem(422, detail);
}

/**
 * Record the event and have its effect, both or neither; false, and no effect, when it was recorded before.
 *
 * Of several deliveries at once, the first one holds the key and the others wait for it: if it fails,
 * the next one has the effect.
 */
export async function receiveOnce(
  sender: string,
  eventId: string,
  effect: Effect,
): Promise<boolean> {
  return transaction(async (tx) => {
    const recorded = await sqlIn(tx)`
      insert into webhook_events (sender, event_id) values (${sender}, ${eventId})
      on conflict do nothing
      returning event_id`;
    if (recorded.length === 0) return false;
    await effect(tx);
    return true;
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
