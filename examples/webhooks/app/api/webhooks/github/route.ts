import { githubHandlers } from "@/data/webhooks/github";
import { allowOnly, handler } from "@/lib/handler";
import { readBytes } from "@/lib/http";
import { problem } from "@/lib/problem";
import {
  effectOf,
  hmac,
  isSame,
  parseEventId,
  readEvent,
  receiveOnce,
  secretsFrom,
} from "@/lib/webhooks";

// A push that touches thousands of files is large. GitHub itself stops at 25 MB.
const MAX_BODY_BYTES = 5_000_000;

/** GitHub calls this. What its events do is in data/webhooks/github.ts. */
export const POST = handler(async (request: Request) => {
  const body = await readBytes(request, MAX_BODY_BYTES);
  if (body === null) return problem(413, `An event may have at most ${MAX_BODY_BYTES} bytes.`);

  const secrets = secretsFrom(process.env.GITHUB_WEBHOOK_SECRET);
  if (secrets.length === 0) return problem(500, "GITHUB_WEBHOOK_SECRET is not set.");

  if (!isGenuine(request.headers.get("x-hub-signature-256") ?? "", body, secrets)) {
    return problem(401, "X-Hub-Signature-256 is missing or wrong.");
  }

  const event = readEvent(json(request, body));
  if (event instanceof Response) return event;

  // The same for a redelivery, so that one which failed can be sent again, and the others do nothing.
  const eventId = parseEventId(request.headers.get("x-github-delivery"));
  if (!eventId) return problem(400, "X-GitHub-Delivery holds no valid id.");

  const effect = effectOf(githubHandlers, request.headers.get("x-github-event"), event);
  if (effect instanceof Response) return effect;

  // What the effect throws becomes a 500, and the sender sends the event again.
  const isNew = await receiveOnce("github", eventId, effect);
  return Response.json({ received: true, duplicate: !isNew });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");

// GitHub signs the body alone: no time, no delivery id and no type of event.
function isGenuine(header: string, body: Buffer, secrets: string[]): boolean {
  return secrets.some((secret) => isSame(header, `sha256=${hmac(secret, "hex", body)}`));
}

// A webhook's content type, as GitHub offers it: JSON, or a form that has the JSON in one field.
function json(request: Request, body: Buffer): string {
  const text = body.toString("utf8");
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return text;
  return new URLSearchParams(text).get("payload") ?? "";
}
