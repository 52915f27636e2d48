import { stripeHandlers } from "@/data/webhooks/stripe";
import { allowOnly, handler } from "@/lib/handler";
import { readBytes } from "@/lib/http";
import { problem } from "@/lib/problem";
import {
  effectOf,
  hmac,
  isRecent,
  isSame,
  parseEventId,
  readEvent,
  receiveOnce,
  secretsFrom,
} from "@/lib/webhooks";

const MAX_BODY_BYTES = 1_000_000;
// Stripe signs every retry anew.
const MAX_SECONDS_AGO = 300;

/** Stripe calls this. What its events do is in data/webhooks/stripe.ts. */
export const POST = handler(async (request: Request) => {
  const body = await readBytes(request, MAX_BODY_BYTES);
  if (body === null) return problem(413, `An event may have at most ${MAX_BODY_BYTES} bytes.`);

  const secrets = secretsFrom(process.env.STRIPE_WEBHOOK_SECRET);
  if (secrets.length === 0) return problem(500, "STRIPE_WEBHOOK_SECRET is not set.");

  if (!isGenuine(request.headers.get("stripe-signature") ?? "", body, secrets)) {
    return problem(400, "Stripe-Signature is missing, wrong or out of date.");
  }

  const event = readEvent(body.toString("utf8"));
  if (event instanceof Response) return event;

  const eventId = parseEventId(event.id);
  if (!eventId) return problem(400, "The event has no valid id.");

  const effect = effectOf(stripeHandlers, event.type, event);
  if (effect instanceof Response) return effect;

  // What the effect throws becomes a 500, and the sender sends the event again.
  const isNew = await receiveOnce("stripe", eventId, effect);
  return Response.json({ received: true, duplicate: !isNew });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");

// `t=<seconds>,v1=<hex>`, with another v1 for every further secret that Stripe signs with.
function isGenuine(header: string, body: Buffer, secrets: string[]): boolean {
  const seconds = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(header)?.[1];
  if (!seconds || !isRecent(Number(seconds) * 1000, MAX_SECONDS_AGO)) return false;
  const signatures = [...header.matchAll(/(?:^|,)v1=([^,]*)/g)].map(([, value]) => value ?? "");
  return secrets.some((secret) => {
    const expected = hmac(secret, "hex", `${seconds}.`, body);
    return signatures.some((signature) => isSame(signature, expected));
  });
}
