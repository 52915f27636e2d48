import { createHmac, randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { POST } from "@/app/api/webhooks/github/route";
import { githubHandlers } from "@/data/webhooks/github";
import { failAfterWriting, handleTestEvent, recorded, TEST_EVENT } from "../support/webhooks";

const SECRET = "current secret";
const NEXT_SECRET = "next secret";

let eventId: string;
let body: string;

beforeEach(() => {
  vi.stubEnv("GITHUB_WEBHOOK_SECRET", SECRET);
  eventId = randomUUID();
  body = JSON.stringify({ action: "opened" });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function sign(content: string | Buffer, secret = SECRET): string {
  return `sha256=${createHmac("sha256", secret).update(content).digest("hex")}`;
}

async function post(
  content: BodyInit,
  signature: string | undefined,
  headers: Record<string, string | undefined> = {},
): Promise<number> {
  const all: Record<string, string | undefined> = {
    "content-type": "application/json",
    "x-github-event": TEST_EVENT,
    "x-github-delivery": eventId,
    "x-hub-signature-256": signature,
    ...headers,
  };
  const sent = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const url = "http://localhost:3000/api/webhooks/github";
  return (await POST(new Request(url, { method: "POST", headers: sent, body: content }))).status;
}

test("a genuine event has its effect, and only once however often it is sent", async () => {
  const effect = handleTestEvent(githubHandlers);
  expect(await post(body, sign(body))).toBe(200);
  expect(await post(body, sign(body))).toBe(200);
  expect(effect).toHaveBeenCalledOnce();
  const event = JSON.parse(body);
  expect(effect).toHaveBeenCalledWith(event, expect.anything());
  expect(await recorded(eventId)).toBe(1);
});

test("ten deliveries at once have one effect", async () => {
  const effect = handleTestEvent(githubHandlers);
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, sign(body))));
  expect(answers).toEqual(Array(10).fill(200));
  expect(effect).toHaveBeenCalledOnce();
});

test("a signature that is forged, tampered with or missing is refused", async () => {
  const effect = handleTestEvent(githubHandlers);
  const good = sign(body);
  const signatures = [
    undefined,
    "",
    "sha256=",
    "sha256=abc",
    `sha256=${"0".repeat(64)}`,
    `sha256=${"é".repeat(64)}`,
    good.replace("sha256=", ""),
    good.replace("sha256=", "sha1="),
    good.replace("sha256=", "SHA256="),
    `${good}00`,
    `${good}, ${good}`,
    sign(body, "wrong secret"),
  ];
  for (const signature of signatures) expect(await post(body, signature)).toBe(401);
  expect(await post(body, sign(`${body} `))).toBe(401);
  expect(await post(body.replace("{", '{"more":1,'), good)).toBe(401);
  expect(await post("", good)).toBe(401);
  expect(effect).not.toHaveBeenCalled();
  expect(await recorded(eventId)).toBe(0);
});

test("a webhook that sends forms is understood too", async () => {
  const effect = handleTestEvent(githubHandlers);
  const form = new URLSearchParams({ payload: body }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  expect(await post(form, sign(body), headers)).toBe(401);
  expect(await post(form, sign(form), headers)).toBe(200);
  expect(effect).toHaveBeenCalledWith(JSON.parse(body), expect.anything());
  expect(await post("x=1", sign("x=1"), headers)).toBe(400);
});

test("while a secret is being replaced, the old and the new one are valid", async () => {
  vi.stubEnv("GITHUB_WEBHOOK_SECRET", `${SECRET}, ${NEXT_SECRET}`);
  expect(await post(body, sign(body, NEXT_SECRET))).toBe(200);
  expect(await post(body, sign(body))).toBe(200);
  expect(await post(body, sign(body, `${SECRET}, ${NEXT_SECRET}`))).toBe(401);
});

test("without a secret nothing is genuine", async () => {
  for (const value of [undefined, "", " , "]) {
    vi.stubEnv("GITHUB_WEBHOOK_SECRET", value);
    expect(await post(body, sign(body, ""))).toBe(500);
  }
  expect(await recorded(eventId)).toBe(0);
});

test("an unknown type of event is accepted and does nothing", async () => {
  for (const type of ["unknown", "__proto__", "constructor", "toString", "", undefined]) {
    const headers = { "x-github-event": type, "x-github-delivery": randomUUID() };
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
    expect(await post(body, sign(body), { "x-github-delivery": id })).toBe(400);
  }
});

test("an event that is not as its handler expects is refused, and may be sent again", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const strict = z.looseObject({ missing: z.string() });
  const effect = handleTestEvent(githubHandlers, undefined, strict);
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
  const failing = handleTestEvent(githubHandlers, failAfterWriting(eventId));
  expect(await post(body, sign(body))).toBe(500);
  expect(failing).toHaveBeenCalledOnce();
  expect(await recorded(eventId)).toBe(0);

  const effect = handleTestEvent(githubHandlers);
  expect(await post(body, sign(body))).toBe(200);
  expect(effect).toHaveBeenCalledOnce();
  expect(await recorded(eventId)).toBe(1);
});

test("a known signature is computed as GitHub does", async () => {
  vi.stubEnv("GITHUB_WEBHOOK_SECRET", "It's a Secret to Everybody");
  const digest = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  // Genuine, and then not JSON: 400. A wrong signature would be 401.
  expect(await post("Hello, World!", `sha256=${digest}`)).toBe(400);
});
