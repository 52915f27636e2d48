import { createHmac, randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { POST } from "@/app/api/webhooks/shopify/route";
import { shopifyHandlers } from "@/data/webhooks/shopify";
import { failAfterWriting, handleTestEvent, recorded, TEST_EVENT } from "../support/webhooks";

const SECRET = "current secret";
const NEXT_SECRET = "next secret";
const SHOP = "example.myshopify.com";

let eventId: string;
let body: string;

beforeEach(() => {
  vi.stubEnv("SHOPIFY_WEBHOOK_SECRET", SECRET);
  eventId = randomUUID();
  body = JSON.stringify({ id: 1, name: "#1001" });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function sign(content: string | Buffer, secret = SECRET): string {
  return createHmac("sha256", secret).update(content).digest("base64");
}

function secondsAgo(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

async function post(
  content: BodyInit,
  signature: string | undefined,
  headers: Record<string, string | undefined> = {},
): Promise<number> {
  const all: Record<string, string | undefined> = {
    "content-type": "application/json",
    "x-shopify-topic": TEST_EVENT,
    "x-shopify-webhook-id": eventId,
    "x-shopify-triggered-at": secondsAgo(1),
    "x-shopify-shop-domain": SHOP,
    "x-shopify-hmac-sha256": signature,
    ...headers,
  };
  const sent = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const url = "http://localhost:3000/api/webhooks/shopify";
  return (await POST(new Request(url, { method: "POST", headers: sent, body: content }))).status;
}

test("a genuine event has its effect, and only once however often it is sent", async () => {
  const effect = handleTestEvent(shopifyHandlers);
  expect(await post(body, sign(body))).toBe(200);
  expect(await post(body, sign(body))).toBe(200);
  expect(effect).toHaveBeenCalledOnce();
  const event = { shop: SHOP, payload: JSON.parse(body) };
  expect(effect).toHaveBeenCalledWith(event, expect.anything());
  expect(await recorded(eventId)).toBe(1);
});

test("ten deliveries at once have one effect", async () => {
  const effect = handleTestEvent(shopifyHandlers);
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, sign(body))));
  expect(answers).toEqual(Array(10).fill(200));
  expect(effect).toHaveBeenCalledOnce();
});

test("a signature that is forged, tampered with or missing is refused", async () => {
  const effect = handleTestEvent(shopifyHandlers);
  const good = sign(body);
  const signatures = [
    undefined,
    "",
    "=",
    "abc",
    "A".repeat(43).concat("="),
    "é".repeat(44),
    good.replace("=", ""),
    `${good}=`,
    `${good}, ${good}`,
    Buffer.from(good, "base64").toString("hex"),
    sign(body, "wrong secret"),
  ];
  for (const signature of signatures) expect(await post(body, signature)).toBe(401);
  expect(await post(body, sign(`${body} `))).toBe(401);
  expect(await post(body.replace("{", '{"more":1,'), good)).toBe(401);
  expect(await post("", good)).toBe(401);
  expect(effect).not.toHaveBeenCalled();
  expect(await recorded(eventId)).toBe(0);
});

test("an event from too long ago, from the future or from no time is refused", async () => {
  const day = 24 * 60 * 60;
  const refused = [undefined, "", "x", "é", secondsAgo(day + 10), secondsAgo(-310)];
  for (const moment of refused) {
    expect(await post(body, sign(body), { "x-shopify-triggered-at": moment })).toBe(401);
  }
  expect(await recorded(eventId)).toBe(0);
});

test("a retry four hours later is accepted, and Shopify's nanoseconds are read", async () => {
  const moment = secondsAgo(4 * 60 * 60).replace("Z", "877041Z");
  expect(await post(body, sign(body), { "x-shopify-triggered-at": moment })).toBe(200);
});

test("while a secret is being replaced, the old and the new one are valid", async () => {
  vi.stubEnv("SHOPIFY_WEBHOOK_SECRET", `${SECRET}, ${NEXT_SECRET}`);
  expect(await post(body, sign(body, NEXT_SECRET))).toBe(200);
  expect(await post(body, sign(body))).toBe(200);
  expect(await post(body, sign(body, `${SECRET}, ${NEXT_SECRET}`))).toBe(401);
});

test("without a secret nothing is genuine", async () => {
  for (const value of [undefined, "", " , "]) {
    vi.stubEnv("SHOPIFY_WEBHOOK_SECRET", value);
    expect(await post(body, sign(body, ""))).toBe(500);
  }
  expect(await recorded(eventId)).toBe(0);
});

test("an unknown type of event is accepted and does nothing", async () => {
  for (const type of ["unknown", "__proto__", "constructor", "toString", "", undefined]) {
    const headers = { "x-shopify-topic": type, "x-shopify-webhook-id": randomUUID() };
    expect(await post(body, sign(body), headers)).toBe(200);
  }
});

test("a signed body that is not an event is refused", async () => {
  for (const bad of ["", "{", "null", "[]", '"text"', "1"]) {
    expect(await post(bad, sign(bad))).toBe(400);
  }
});

test("an event without an id of its own is refused", async () => {
  for (const id of [undefined, "", "é", "e".repeat(256)]) {
    expect(await post(body, sign(body), { "x-shopify-webhook-id": id })).toBe(400);
  }
});

test("an event that is not as its handler expects is refused, and may be sent again", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const strict = z.looseObject({ missing: z.string() });
  const effect = handleTestEvent(shopifyHandlers, undefined, strict);
  expect(await post(body, sign(body))).toBe(422);
  expect(effect).not.toHaveBeenCalled();
  expect(await recorded(eventId)).toBe(0);
});

test("the signature covers bytes, not what they decode to", async () => {
  const replaced = Buffer.from(body.replace("{", '{"text":"\ufffd",'));
  const invalid = Buffer.from(body.replace("{", '{"text":"\xff",'), "latin1");
  expect(await post(invalid, sign(replaced))).toBe(401);
  expect(await post(invalid, sign(invalid))).toBe(200);
});

test("a body that is too large is refused, whatever its headers claim", async () => {
  const huge = JSON.stringify({ text: "x".repeat(5_000_000) });
  expect(await post(huge, sign(huge))).toBe(413);
});

test("when the effect fails nothing is stored, and the next delivery has it", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const failing = handleTestEvent(shopifyHandlers, failAfterWriting(eventId));
  expect(await post(body, sign(body))).toBe(500);
  expect(failing).toHaveBeenCalledOnce();
  expect(await recorded(eventId)).toBe(0);

  const effect = handleTestEvent(shopifyHandlers);
  expect(await post(body, sign(body))).toBe(200);
  expect(effect).toHaveBeenCalledOnce();
  expect(await recorded(eventId)).toBe(1);
});

test("a known signature is computed as Shopify does", async () => {
  vi.stubEnv("SHOPIFY_WEBHOOK_SECRET", "hush");
  expect(await post('{"id":1}', "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=")).toBe(200);
});
