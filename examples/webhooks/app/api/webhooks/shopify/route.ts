import { shopifyHandlers } from "@/data/webhooks/shopify";
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

// A product with hundreds of variants is large.
const MAX_BODY_BYTES = 5_000_000;
// Retries keep the moment of the first attempt and go on for hours; Shopify may be up to a day late.
const MAX_SECONDS_AGO = 24 * 60 * 60;

/** Shopify calls this. What its events do is in data/webhooks/shopify.ts. */
export const POST = handler(async (request: Request) => {
  const body = await readBytes(request, MAX_BODY_BYTES);
  if (body === null) return problem(413, `An event may have at most ${MAX_BODY_BYTES} bytes.`);

  const secrets = secretsFrom(process.env.SHOPIFY_WEBHOOK_SECRET);
  if (secrets.length === 0) return problem(500, "SHOPIFY_WEBHOOK_SECRET is not set.");

  if (!isGenuine(request.headers.get("x-shopify-hmac-sha256") ?? "", body, secrets)) {
    return problem(401, "X-Shopify-Hmac-Sha256 is missing or wrong.");
  }

  const triggeredAt = Date.parse(request.headers.get("x-shopify-triggered-at") ?? "");
  if (!isRecent(triggeredAt, MAX_SECONDS_AGO)) {
    return problem(401, "X-Shopify-Triggered-At is missing or out of date.");
  }

  const payload = readEvent(body.toString("utf8"));
  if (payload instanceof Response) return payload;

  const eventId = parseEventId(request.headers.get("x-shopify-webhook-id"));
  if (!eventId) return problem(400, "X-Shopify-Webhook-Id holds no valid id.");

  const event = { shop: request.headers.get("x-shopify-shop-domain"), payload };
  const effect = effectOf(shopifyHandlers, request.headers.get("x-shopify-topic"), event);
  if (effect instanceof Response) return effect;

  // What the effect throws becomes a 500, and the sender sends the event again.
  const isNew = await receiveOnce("shopify", eventId, effect);
  return Response.json({ received: true, duplicate: !isNew });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");

// Shopify signs the body alone: no header.
function isGenuine(header: string, body: Buffer, secrets: string[]): boolean {
  return secrets.some((secret) => isSame(header, hmac(secret, "base64", body)));
}
