/**
 * Deliver events to a running app, signed by the senders' own SDKs (node:crypto for Shopify, which has none).
 *
 *     BASE_URL=http://127.0.0.1:3000 STRIPE_WEBHOOK_SECRET=… GITHUB_WEBHOOK_SECRET=… \
 *       SHOPIFY_WEBHOOK_SECRET=… node deliver.mjs
 *
 * A sender whose secret is not set is left out. Of a comma-separated secret the last is signed with, and
 * the first once more, so set the app's two to see a rotation. Prints one JSON object:
 *
 *     { ok, recorded: { <sender>: [event ids the app must now have, each once] },
 *       results: [{ sender, case, ok, expected, status, duplicate }] }
 *
 * and exits 1 if any answer was not the expected one.
 */
import { createHmac, randomUUID } from "node:crypto";
import http from "node:http";
import { sign as githubSignature } from "@octokit/webhooks-methods";
import Stripe from "stripe";

const base = process.env.BASE_URL;
if (!base) {
  console.error("Set BASE_URL to the address of the running app.");
  process.exit(2);
}

const results = [];
const recorded = {};

/** A raw request, so that nothing is added or taken away; `chunked` leaves out the length. */
function send(path, body, headers, { method = "POST", chunked = false } = {}) {
  return new Promise((resolve) => {
    const request = http.request(new URL(path, base), { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, ...answer(text) }));
    });
    // A server that has answered 413 may close while the rest is still being sent.
    request.on("error", (error) => resolve({ status: 0, error: error.code ?? error.message }));
    if (!chunked) {
      request.end(body);
      return;
    }
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 65_536) request.write(bytes.subarray(at, at + 65_536));
    request.end();
  });
}

function answer(text) {
  try {
    const { duplicate } = JSON.parse(text);
    return { duplicate };
  } catch {
    return {};
  }
}

function seconds() {
  return Math.floor(Date.now() / 1000);
}

/** Every sender is described by how one event becomes a body and headers; the cases are the same. */
const senders = {
  stripe: {
    path: "/api/webhooks/stripe",
    secret: process.env.STRIPE_WEBHOOK_SECRET,
    refusal: 400,
    tooLarge: 1_000_001,
    window: { stale: 400, future: 400 },
    id: () => `evt_${randomUUID().replaceAll("-", "")}`,
    body: (id, type, payload) =>
      JSON.stringify({
        id,
        object: "event",
        api_version: "2026-10-28.basil",
        created: seconds(),
        livemode: false,
        type,
        data: { object: payload },
      }),
    headers: (_id, _type, body, secret, age = 0) => ({
      "stripe-signature": Stripe.webhooks.generateTestHeaderString({
        payload: body,
        secret,
        timestamp: seconds() - age,
      }),
    }),
    signatureHeader: "stripe-signature",
    events: {
      "checkout.session.completed": {
        id: "cs_test_1",
        object: "checkout.session",
        mode: "subscription",
        payment_status: "paid",
        client_reference_id: null,
        customer: "cus_1",
        subscription: "sub_1",
        metadata: {},
      },
      "customer.subscription.created": { id: "sub_1", status: "incomplete", customer: "cus_1" },
      "customer.subscription.updated": { id: "sub_1", status: "active", customer: "cus_1" },
      "customer.subscription.deleted": { id: "sub_1", status: "canceled", customer: "cus_1" },
      "invoice.paid": { id: "in_1", status: "paid", customer: "cus_1", amount_paid: 1200 },
      "invoice.payment_failed": { id: "in_2", status: "open", customer: "cus_1", amount_paid: 0 },
    },
  },
  github: {
    path: "/api/webhooks/github",
    secret: process.env.GITHUB_WEBHOOK_SECRET,
    refusal: 401,
    tooLarge: 5_000_001,
    window: {},
    id: randomUUID,
    body: (_id, _type, payload) => JSON.stringify(payload),
    headers: async (id, type, body, secret) => ({
      "x-github-event": type,
      "x-github-delivery": id,
      "x-hub-signature-256": body === "" ? "sha256=" : await githubSignature(secret, body),
    }),
    signatureHeader: "x-hub-signature-256",
    events: {
      ping: { zen: "Design for failure.", hook_id: 1, hook: { type: "Repository", id: 1 } },
      push: {
        ref: "refs/heads/main",
        before: "0".repeat(40),
        after: "1".repeat(40),
        repository: { id: 1, full_name: "octocat/hello" },
        commits: [{ id: "1".repeat(40), message: "Grüße, 世界 👋" }],
      },
      pull_request: {
        action: "opened",
        number: 1,
        pull_request: { id: 1, number: 1, title: "A change", merged: false },
        repository: { id: 1, full_name: "octocat/hello" },
      },
      issues: {
        action: "opened",
        issue: { id: 1, number: 2, title: "A bug" },
        repository: { id: 1, full_name: "octocat/hello" },
      },
    },
  },
  shopify: {
    path: "/api/webhooks/shopify",
    secret: process.env.SHOPIFY_WEBHOOK_SECRET,
    refusal: 401,
    tooLarge: 5_000_001,
    window: { stale: 25 * 3600, future: 400 },
    id: randomUUID,
    body: (_id, _type, payload) => JSON.stringify(payload),
    headers: (id, type, body, secret, age = 0) => ({
      "x-shopify-topic": type,
      "x-shopify-webhook-id": id,
      "x-shopify-shop-domain": "example.myshopify.com",
      "x-shopify-api-version": "2026-10",
      "x-shopify-triggered-at": new Date(Date.now() - age * 1000)
        .toISOString()
        .replace("Z", "877041Z"),
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    }),
    signatureHeader: "x-shopify-hmac-sha256",
    events: {
      "orders/create": {
        id: 820982911946154500,
        admin_graphql_api_id: "gid://shopify/Order/820982911946154508",
        name: "#9999",
        email: "jon@example.com",
        total_price: "394.00",
        currency: "USD",
        financial_status: "pending",
      },
      "orders/paid": { id: 1, name: "#9999", total_price: "394.00", financial_status: "paid" },
      "orders/cancelled": { id: 1, name: "#9999", email: null, financial_status: "voided" },
      "products/update": { id: 2, title: "Example T-Shirt", handle: "example", status: "active" },
      "app/uninstalled": { id: 3, name: "Example", myshopify_domain: "example.myshopify.com" },
    },
  },
};

for (const [name, sender] of Object.entries(senders)) {
  const secrets = (sender.secret ?? "").split(",").filter(Boolean);
  if (secrets.length > 0) await exercise(name, sender, secrets);
}
const ok = results.every((result) => result.ok);
console.log(JSON.stringify({ ok, recorded, results }, null, 2));
process.exitCode = ok ? 0 : 1;

async function exercise(name, sender, secrets) {
  const secret = secrets.at(-1);
  const [known, payload] = Object.entries(sender.events)[0];
  recorded[name] = [];

  async function event(options = {}) {
    const id = options.id ?? sender.id();
    const type = options.type ?? known;
    const body = options.body ?? sender.body(id, type, options.payload ?? payload);
    const signed = await sender.headers(id, type, body, options.secret ?? secret, options.age);
    return { id, body, headers: { "content-type": "application/json", ...signed } };
  }
  const deliver = ({ body, headers }, options) => send(sender.path, body, headers, options);

  function check(label, expected, result, extra = true) {
    const good = result.status === expected && extra;
    results.push({ sender: name, case: label, ok: good, expected, ...result });
  }
  async function accepted(label, one) {
    const result = await deliver(one);
    check(label, 200, result, result.duplicate === false);
    recorded[name].push(one.id);
  }
  async function refused(label, one, expected = sender.refusal, options) {
    check(label, expected, await deliver(one, options));
  }

  for (const [type, about] of Object.entries(sender.events)) {
    await accepted(`genuine ${type}`, await event({ type, payload: about }));
  }

  const twice = await event();
  await accepted("sent the first time", twice);
  for (const time of ["second", "third"]) {
    const result = await deliver(twice);
    check(`sent a ${time} time`, 200, result, result.duplicate === true);
  }
  const signedAgain = await deliver(await event({ id: twice.id }));
  check("sent again with a new signature", 200, signedAgain, signedAgain.duplicate === true);

  const rush = await event();
  const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(rush)));
  const first = answers.filter((result) => result.duplicate === false).length;
  check("ten at once, one effect", 200, { status: worst(answers), first }, first === 1);
  recorded[name].push(rush.id);

  for (const [index, each] of secrets.entries()) {
    await accepted(`signed with secret ${index + 1}`, await event({ secret: each }));
  }
  await accepted("an event type nobody knows", await event({ type: "unknown/type" }));
  for (const type of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    await accepted(`event type ${type}`, await event({ type }));
  }

  const one = await event();
  const forged = (value) => ({ ...one, headers: { ...one.headers, [sender.signatureHeader]: value } });
  const signature = one.headers[sender.signatureHeader];
  const without = { ...one, headers: { ...one.headers } };
  delete without.headers[sender.signatureHeader];
  await refused("no signature header", without);
  await refused("empty signature header", forged(""));
  await refused("signature cut short", forged(signature.slice(0, -2)));
  await refused("signature too long", forged(`${signature}00`));
  await refused("signature of zeros", forged(zeros(signature)));
  await refused("signature in unicode", forged(Buffer.from("sha256=é,v1=é").toString("latin1")));
  await refused("wrong secret", await event({ secret: "whsec_somebody_else" }));
  await refused("all secrets as one", await event({ secret: `${secrets.join(",")},` }));
  await refused("body tampered with", { ...one, body: `${one.body} ` });
  await refused("body replaced", { ...one, body: "{}" });
  await refused("signature of another event", {
    ...one,
    headers: { ...one.headers, ...signatureOf(await event({ payload: { other: true } })) },
  });
  if (sender.window.stale) await refused("stale", await event({ age: sender.window.stale }));
  if (sender.window.future) await refused("from the future", await event({ age: -sender.window.future }));

  for (const body of ["[]", "null", '"text"', "1", "{"]) {
    await refused(`signed, but the body is ${body}`, await event({ body }), 400);
  }
  await refused("signed, but the id is huge", await event({ id: "e".repeat(4_000) }), 400);
  if (name === "stripe") {
    await refused("signed, but the id has a NUL", await event({ id: "evt_\0" }), 400);
    const stale = Stripe.webhooks.generateTestHeaderString({ payload: one.body, secret });
    await accepted("several v1, the last is right", {
      ...one,
      headers: { "stripe-signature": stale.replace(",v1=", `,v1=${"0".repeat(64)},v1=`) },
    });
  }
  const large = await event({ payload: { ...payload, text: "x".repeat(sender.tooLarge) } });
  await refused("too large", large, 413);
  await refused("too large, in chunks without a length", large, 413, { chunked: true });
  const inChunks = await event();
  check("small, in chunks without a length", 200, await deliver(inChunks, { chunked: true }));
  recorded[name].push(inChunks.id);
  await refused("GET", { body: undefined, headers: {} }, 405, { method: "GET" });

  function signatureOf({ headers }) {
    return { [sender.signatureHeader]: headers[sender.signatureHeader] };
  }
}

function worst(answers) {
  return Math.max(...answers.map((result) => (result.status === 0 ? 999 : result.status)));
}

function zeros(signature) {
  return signature.replace(/(v1=|sha256=|^)[^,=]{20,}/, (match, prefix) =>
    prefix.padEnd(match.length, "0"),
  );
}
