import { createHmac, randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { POST } from "@/app/api/webhooks/stripe/route";
import { stripeHandlers } from "@/data/webhooks/stripe";
import { failAfterWriting, handleTestEvent, recorded, TEST_EVENT } from "../support/webhooks";

const SECRET = "whsec_current";
const NEXT_SECRET = "whsec_next";

let eventId: string;
let body: string;

beforeEach(() => {
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", SECRET);
  eventId = `evt_${randomUUID()}`;
  body = JSON.stringify({ id: eventId, type: TEST_EVENT, data: { object: {} } });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function v1(seconds: number | string, content: string | Buffer, secret = SECRET): string {
  return createHmac("sha256", secret).update(`${seconds}.`).update(content).digest("hex");
}

function sign(content: string | Buffer, secret = SECRET, seconds = now()): string {
  return `t=${seconds},v1=${v1(seconds, content, secret)}`;
}

async function post(
  content: BodyInit,
  signature: string | undefined,
  headers: Record<string, string | undefined> = {},
): Promise<number> {
  const all: Record<string, string | undefined> = {
    "content-type": "application/json",
    "stripe-signature": signature,
    ...headers,
  };
  const sent = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const url = "http://localhost:3000/api/webhooks/stripe";
  return (await POST(new Request(url, { method: "POST", headers: sent, body: content }))).status;
}

test("a genuine event has its effect, and only once however often it is sent", async () => {
  const effect = handleTestEvent(stripeHandlers);
  expect(await post(body, sign(body))).toBe(200);
  expect(await post(body, sign(body))).toBe(200);
  expect(await post(body, sign(body, SECRET, now() - 60))).toBe(200);
  expect(effect).toHaveBeenCalledOnce();
  const event = JSON.parse(body);
  expect(effect).toHaveBeenCalledWith(event, expect.anything());
  expect(await recorded(eventId)).toBe(1);
});

test("ten deliveries at once have one effect", async () => {
  const effect = handleTestEvent(stripeHandlers);
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, sign(body))));
  expect(answers).toEqual(Array(10).fill(200));
  expect(effect).toHaveBeenCalledOnce();
});

test("a signature that is forged, tampered with or missing is refused", async () => {
  const effect = handleTestEvent(stripeHandlers);
  const good = sign(body);
  const digest = v1(now(), body);
  const signatures = [
    undefined,
    "",
    "v1=",
    `t=${now()}`,
    `t=${now()},v1=`,
    `t=${now()},v1=abc`,
    `t=${now()},v1=${"0".repeat(64)}`,
    `t=${now()},v1=${"é".repeat(64)}`,
    `t=${now()},v1=${digest}00`,
    `t=${now()},v1=${digest.toUpperCase()}`,
    `t=${now()},v0=${digest}`,
    `v1=${digest}`,
    `t=${now() + 1},v1=${digest}`,
    `t=${now()}.0,v1=${v1(`${now()}.0`, body)}`,
    `t=NaN,v1=${v1("NaN", body)}`,
    sign(body, "wrong secret"),
  ];
  for (const signature of signatures) expect(await post(body, signature)).toBe(400);
  expect(await post(body, sign(`${body} `))).toBe(400);
  expect(await post(body.replace("{", '{"more":1,'), good)).toBe(400);
  expect(await post("", good)).toBe(400);
  expect(effect).not.toHaveBeenCalled();
  expect(await recorded(eventId)).toBe(0);
});

test("an event from too long ago, or from the future, is refused", async () => {
  expect(await post(body, sign(body, SECRET, now() - 310))).toBe(400);
  expect(await post(body, sign(body, SECRET, now() + 310))).toBe(400);
  expect(await recorded(eventId)).toBe(0);
  expect(await post(body, sign(body, SECRET, now() - 290))).toBe(200);
});

test("any of several signatures may be the right one", async () => {
  const signature = `t=${now()},v1=${"0".repeat(64)},v1=${v1(now(), body)},v0=abc`;
  expect(await post(body, signature)).toBe(200);
});

test("while a secret is being replaced, the old and the new one are valid", async () => {
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", `${SECRET}, ${NEXT_SECRET}`);
  expect(await post(body, sign(body, NEXT_SECRET))).toBe(200);
  expect(await post(body, sign(body))).toBe(200);
  expect(await post(body, sign(body, `${SECRET}, ${NEXT_SECRET}`))).toBe(400);
});

test("without a secret nothing is genuine", async () => {
  for (const value of [undefined, "", " , "]) {
    vi.stubEnv("STRIPE_WEBHOOK_SECRET", value);
    expect(await post(body, sign(body, ""))).toBe(500);
  }
  expect(await recorded(eventId)).toBe(0);
});

test("an unknown type of event is accepted and does nothing", async () => {
  for (const type of ["unknown", "__proto__", "constructor", "toString", "", undefined]) {
    const unknown = JSON.stringify({ id: `evt_${randomUUID()}`, type });
    expect(await post(unknown, sign(unknown))).toBe(200);
  }
});

test("a signed body that is not an event is refused", async () => {
  for (const bad of ["", "{", "null", "[]", '"text"', "1"]) {
    expect(await post(bad, sign(bad))).toBe(400);
  }
});

test("an event without an id of its own is refused", async () => {
  for (const id of [undefined, "", " ", "evt_\0", "evt_é", "e".repeat(256), 1, null, {}]) {
    const event = JSON.stringify({ id, type: TEST_EVENT });
    expect(await post(event, sign(event))).toBe(400);
  }
});

test("an event that is not as its handler expects is refused, and may be sent again", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const strict = z.looseObject({ missing: z.string() });
  const effect = handleTestEvent(stripeHandlers, undefined, strict);
  expect(await post(body, sign(body))).toBe(422);
  expect(effect).not.toHaveBeenCalled();
  expect(await recorded(eventId)).toBe(0);
});

test("the signature covers bytes, not what they decode to", async () => {
  const replaced = Buffer.from(body.replace("{", '{"text":"\ufffd",'));
  const invalid = Buffer.from(body.replace("{", '{"text":"\xff",'), "latin1");
  expect(await post(invalid, sign(replaced))).toBe(400);
  expect(await post(invalid, sign(invalid))).toBe(200);
});

test("a body that is too large is refused, whatever its headers claim", async () => {
  const huge = JSON.stringify({ text: "x".repeat(1_000_000) });
  expect(await post(huge, sign(huge))).toBe(413);
});

test("when the effect fails nothing is stored, and the next delivery has it", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const failing = handleTestEvent(stripeHandlers, failAfterWriting(eventId));
  expect(await post(body, sign(body))).toBe(500);
  expect(failing).toHaveBeenCalledOnce();
  expect(await recorded(eventId)).toBe(0);

  const effect = handleTestEvent(stripeHandlers);
  expect(await post(body, sign(body))).toBe(200);
  expect(effect).toHaveBeenCalledOnce();
  expect(await recorded(eventId)).toBe(1);
});

test("a known signature is computed as Stripe does", async () => {
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", "whsec_test_secret");
  vi.useFakeTimers({ toFake: ["Date"], now: 1614265330_000 });
  const digest = "fbd6bf5496b9d6310e422a2c072578f95f5eb492111ab57a5510e9cd79c1b304";
  const example = '{"id":"evt_test","object":"event"}';
  expect(await post(example, `t=1614265330,v1=${digest}`)).toBe(200);
});
