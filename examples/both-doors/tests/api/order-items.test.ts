import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { DELETE, GET, PATCH, PUT } from "@/app/api/order-items/[id]/route";
import { POST as bulk } from "@/app/api/order-items/bulk/route";
import { GET as list, POST } from "@/app/api/order-items/route";
import { createApiKey } from "@/data/api-keys";
import { makeOrder } from "../records/orders";
import { makeProduct } from "../records/products";
import { request, withId } from "../support/requests";
import { createUser, type TestUser } from "../support/users";

const PATH = "/api/order-items";

let made = 0;

// So many of them that each record can refer to another one.
const pool: Record<"orderId", string[]> = { orderId: [] };

/** Makes what a record refers to, for somebody. */
async function referred({ caller }: TestUser) {
  return {
    orderId: await makeOrder(caller),
    productId: await makeProduct(caller),
  };
}

const valid = {
  // No two records may have the same: another one each time it is read.
  get orderId() {
    made += 1;
    return pool.orderId[made % pool.orderId.length] ?? "";
  },
  productId: "",
};

let owner: TestUser;
let stranger: TestUser;

beforeAll(async () => {
  owner = await createUser();
  stranger = await createUser();
  for (let count = 0; count < 101; count++) {
    pool.orderId.push(await makeOrder(owner.caller));
  }
  Object.assign(valid, { productId: await makeProduct(owner.caller) });
});

async function create(body = valid): Promise<typeof valid & { id: string }> {
  const response = await POST(request("POST", PATH, { key: owner, body }));
  expect(response.status).toBe(201);
  return response.json();
}

/** Which fields of the body an answer complains of. */
async function pointers(response: Response): Promise<string[]> {
  const { errors } = (await response.json()) as { errors: { pointer: string }[] };
  return errors.map(({ pointer }) => pointer);
}

test("nobody gets 401 at every method", async () => {
  const { id } = await create();
  const body = { body: valid };
  expect((await list(request("GET", PATH))).status).toBe(401);
  expect((await GET(request("GET", PATH), withId(id))).status).toBe(401);
  expect((await POST(request("POST", PATH, body))).status).toBe(401);
  expect((await PUT(request("PUT", PATH, body), withId(id))).status).toBe(401);
  expect((await PATCH(request("PATCH", PATH, body), withId(id))).status).toBe(401);
  expect((await DELETE(request("DELETE", PATH), withId(id))).status).toBe(401);
});

test("expand=order sends along what orderId names, to who may read it", async () => {
  const { id, orderId } = await create();
  const path = `${PATH}/${id}?fields=orderId&expand=order`;
  const answer = await GET(request("GET", path, { key: owner }), withId(id));
  const along = expect.objectContaining({ id: orderId });
  expect(await answer.json()).toEqual({ id, orderId, order: along });
  const search = `orderId=${orderId}&expand=order`;
  const listed = await list(request("GET", `${PATH}?${search}`, { key: owner }));
  expect((await listed.json())[0]).toHaveProperty("order.id", orderId);
  const unknown = await list(request("GET", `${PATH}?expand=nothing`, { key: owner }));
  expect(unknown.status).toBe(400);
  const apiKey = await createApiKey(owner.caller, { name: "Scoped", scopes: ["order-items:read"] });
  expect((await GET(request("GET", path, { key: { apiKey } }), withId(id))).status).toBe(403);
});

test("expand=product sends along what productId names, to who may read it", async () => {
  const { id, productId } = await create();
  const path = `${PATH}/${id}?fields=productId&expand=product`;
  const answer = await GET(request("GET", path, { key: owner }), withId(id));
  const along = expect.objectContaining({ id: productId });
  expect(await answer.json()).toEqual({ id, productId, product: along });
  const search = `productId=${productId}&expand=product`;
  const listed = await list(request("GET", `${PATH}?${search}`, { key: owner }));
  expect((await listed.json())[0]).toHaveProperty("product.id", productId);
  const unknown = await list(request("GET", `${PATH}?expand=nothing`, { key: owner }));
  expect(unknown.status).toBe(400);
  const apiKey = await createApiKey(owner.caller, { name: "Scoped", scopes: ["order-items:read"] });
  expect((await GET(request("GET", path, { key: { apiKey } }), withId(id))).status).toBe(403);
});

test("a wrong API key gets 401, even with a good session beside it", async () => {
  const authorization = `Bearer sk_${"0".repeat(16)}_${"x".repeat(43)}`;
  const options = { session: owner, body: valid, headers: { authorization } };
  expect((await POST(request("POST", PATH, options))).status).toBe(401);
});

test("a key does only what its scopes say", async () => {
  const { id } = await create();
  const keyFor = async (scopes: string[]) => ({
    apiKey: await createApiKey(owner.caller, { name: "Scoped", scopes }),
  });
  const reader = await keyFor(["order-items:read"]);
  expect((await list(request("GET", PATH, { key: reader }))).status).toBe(200);
  expect((await GET(request("GET", PATH, { key: reader }), withId(id))).status).toBe(200);
  for (const key of [reader, await keyFor(["others:write"])]) {
    const body = { key, body: valid };
    expect((await POST(request("POST", PATH, body))).status).toBe(403);
    expect((await PUT(request("PUT", PATH, body), withId(id))).status).toBe(403);
    expect((await PATCH(request("PATCH", PATH, body), withId(id))).status).toBe(403);
    expect((await DELETE(request("DELETE", PATH, body), withId(id))).status).toBe(403);
  }
  const writer = await keyFor(["order-items:write"]);
  expect((await list(request("GET", PATH, { key: writer }))).status).toBe(403);
  expect((await GET(request("GET", PATH, { key: writer }), withId(id))).status).toBe(403);
  const body = { key: writer, body: valid };
  expect((await POST(request("POST", PATH, body))).status).toBe(201);
  expect((await PUT(request("PUT", PATH, body), withId(id))).status).toBe(200);
  expect((await PATCH(request("PATCH", PATH, body), withId(id))).status).toBe(200);
  expect((await DELETE(request("DELETE", PATH, { key: writer }), withId(id))).status).toBe(204);
});

test("a record is created, listed, read, replaced, changed and deleted", async () => {
  const sent = { ...valid };
  const created = await create(sent);
  expect(created).toMatchObject(sent);
  const id = withId(created.id);

  const listed = await list(request("GET", PATH, { key: owner }));
  expect(await listed.json()).toContainEqual(created);
  const read = await GET(request("GET", PATH, { key: owner }), id);
  expect(await read.json()).toEqual(created);

  const replaced = await PUT(request("PUT", PATH, { key: owner, body: sent }), id);
  expect(await replaced.json()).toMatchObject(sent);
  const changed = await PATCH(request("PATCH", PATH, { key: owner, body: {} }), id);
  expect(await changed.json()).toMatchObject(sent);

  const deleted = await DELETE(request("DELETE", PATH, { key: owner }), id);
  expect(deleted.status).toBe(204);
  expect((await GET(request("GET", PATH, { key: owner }), id)).status).toBe(404);
});

test("what was read can be sent back, and is what it was", async () => {
  const { id } = await create();
  const record = await (await GET(request("GET", PATH, { key: owner }), withId(id))).json();
  for (const change of [PATCH, PUT]) {
    const current = await (await GET(request("GET", PATH, { key: owner }), withId(id))).json();
    const changed = await change(request("PUT", PATH, { key: owner, body: current }), withId(id));
    expect(changed.status).toBe(200);
    expect(await changed.json()).toEqual({ ...record, updatedAt: expect.any(String) });
  }
});

test("somebody else's record is as good as not there", async () => {
  const { id } = await create();
  const body = { key: stranger, body: { ...valid, ...(await referred(stranger)) } };
  expect(await (await list(request("GET", PATH, { key: stranger }))).json()).toEqual([]);
  expect((await GET(request("GET", PATH, { key: stranger }), withId(id))).status).toBe(404);
  expect((await PUT(request("PUT", PATH, body), withId(id))).status).toBe(404);
  expect((await PATCH(request("PATCH", PATH, body), withId(id))).status).toBe(404);
  expect((await DELETE(request("DELETE", PATH, { key: stranger }), withId(id))).status).toBe(404);
  expect((await GET(request("GET", PATH, { key: owner }), withId(id))).status).toBe(200);
});

test("an unknown id, and one that is no id at all, gets 404", async () => {
  for (const id of [randomUUID(), "1", "' or 1=1"]) {
    const body = { key: owner, body: valid };
    expect((await GET(request("GET", PATH, { key: owner }), withId(id))).status).toBe(404);
    expect((await PUT(request("PUT", PATH, body), withId(id))).status).toBe(404);
    expect((await PATCH(request("PATCH", PATH, body), withId(id))).status).toBe(404);
    expect((await DELETE(request("DELETE", PATH, { key: owner }), withId(id))).status).toBe(404);
  }
});

test("a bad body is refused, and the answer names the field", async () => {
  const send = (body: unknown) => POST(request("POST", PATH, { key: owner, body }));
  const missing = await send({ ...valid, orderId: undefined });
  expect(missing.status).toBe(422);
  expect(await pointers(missing)).toContain("#/orderId");
  const wrong = await send({ ...valid, orderId: 1 });
  expect(wrong.status).toBe(422);
  expect(await pointers(wrong)).toContain("#/orderId");
  expect((await send([])).status).toBe(422);

  const headers = { "content-type": "application/json" };
  expect((await POST(request("POST", PATH, { key: owner, headers }))).status).toBe(400);
});

test("what is taken is refused by the fields that are alike, alone and among many", async () => {
  const send = (body: object) => POST(request("POST", PATH, { key: owner, body }));
  const same = { ...valid };
  const other = await create();
  const taken = await create(same);
  {
    const alike = { orderId: same.orderId, productId: same.productId };
    const expected = Object.keys(alike).map((field) => `#/${field}`);
    const refused = await send({ ...valid, ...alike });
    expect(refused.status).toBe(409);
    expect((await pointers(refused)).sort()).toEqual(expected.sort());
    for (const change of [PUT, PATCH]) {
      const put = (id: string, body: object) =>
        change(request("PUT", PATH, { key: owner, body }), withId(id));
      expect((await put(other.id, { ...valid, ...alike })).status).toBe(409);
      expect((await put(taken.id, same)).status).toBe(200);
    }
    const body = { create: [valid, { ...valid, ...alike }, valid] };
    const response = await bulk(request("POST", PATH, { key: owner, body }));
    const { create: results } = await response.json();
    expect(results.map(({ status }: { status: number }) => status)).toEqual([201, 409, 201]);
    const [{ pointer }] = results[1].problem.errors;
    expect(pointer).toMatch(/^#\/create\/1\//);
  }
});

test("of two that are sent at once and are alike, one is made", async () => {
  const body = { ...valid };
  const send = async () => (await POST(request("POST", PATH, { key: owner, body }))).status;
  expect((await Promise.all([send(), send()])).sort()).toEqual([201, 409]);
});

test("what somebody else has is not taken", async () => {
  const body = { ...valid };
  await create(body);
  const theirs = { ...body, ...(await referred(stranger)) };
  expect((await POST(request("POST", PATH, { key: stranger, body: theirs }))).status).toBe(201);
});

test("orderId names one of one's own, alone and among many", async () => {
  const { id } = await create();
  const wrong = { ...valid, orderId: await makeOrder(stranger.caller) };
  for (const send of [
    (body: object) => POST(request("POST", PATH, { key: owner, body })),
    (body: object) => PUT(request("PUT", PATH, { key: owner, body }), withId(id)),
    (body: object) => PATCH(request("PATCH", PATH, { key: owner, body }), withId(id)),
  ]) {
    for (const body of [wrong, { ...wrong, orderId: randomUUID() }]) {
      const refused = await send(body);
      expect(refused.status).toBe(422);
      expect(await pointers(refused)).toEqual(["#/orderId"]);
    }
  }
  const many = { create: [valid, { ...valid, orderId: randomUUID() }] };
  const response = await bulk(request("POST", PATH, { key: owner, body: many }));
  const { create: results } = await response.json();
  expect(results.map(({ status }: { status: number }) => status)).toEqual([201, 422]);
  expect(results[1].problem.errors[0].pointer).toBe("#/create/1/orderId");
});

test("productId names one that is there, alone and among many", async () => {
  const { id } = await create();
  const wrong = { ...valid, productId: randomUUID() };
  for (const send of [
    (body: object) => POST(request("POST", PATH, { key: owner, body })),
    (body: object) => PUT(request("PUT", PATH, { key: owner, body }), withId(id)),
    (body: object) => PATCH(request("PATCH", PATH, { key: owner, body }), withId(id)),
  ]) {
    for (const body of [wrong, { ...wrong, productId: randomUUID() }]) {
      const refused = await send(body);
      expect(refused.status).toBe(422);
      expect(await pointers(refused)).toEqual(["#/productId"]);
    }
  }
  const many = { create: [valid, { ...valid, productId: randomUUID() }] };
  const response = await bulk(request("POST", PATH, { key: owner, body: many }));
  const { create: results } = await response.json();
  expect(results.map(({ status }: { status: number }) => status)).toEqual([201, 422]);
  expect(results[1].problem.errors[0].pointer).toBe("#/create/1/productId");
});

test("a client cannot set id, owner or timestamps", async () => {
  for (const field of ["id", "ownerId", "createdAt", "updatedAt"]) {
    const body = { ...valid, [field]: stranger.caller.userId };
    expect((await POST(request("POST", PATH, { key: owner, body }))).status).toBe(422);
  }
});

test("a session cookie counts only with this app's own origin and JSON", async () => {
  const good = { session: owner, body: valid };
  expect((await POST(request("POST", PATH, good))).status).toBe(201);

  const foreign = { ...good, headers: { origin: "https://evil.example" } };
  expect((await POST(request("POST", PATH, foreign))).status).toBe(403);
  const simple = { ...good, headers: { "content-type": "text/plain" } };
  expect((await POST(request("POST", PATH, simple))).status).toBe(415);
});

test("a list comes in pages, each with a link to the next", async () => {
  const reader = await createUser();
  for (let count = 0; count < 3; count++) {
    const body = { ...valid, ...(await referred(reader)) };
    await POST(request("POST", PATH, { key: reader, body }));
  }
  const first = await list(request("GET", `${PATH}?limit=2`, { key: reader }));
  expect(await first.json()).toHaveLength(2);
  const next = /<(.+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
  const second = await list(request("GET", next, { key: reader }));
  expect(await second.json()).toHaveLength(1);
  expect(second.headers.get("link")).toBeNull();
});

test("a list can be narrowed down, sorted and counted", async () => {
  const created = await create();
  const asked = (search: string, headers: Record<string, string> = {}) =>
    list(request("GET", `${PATH}?${search}`, { key: owner, headers }));
  const filters = ["orderId", "productId"] as const;
  for (const field of filters) {
    const found = await (await asked(`${field}=${encodeURIComponent(created[field])}`)).json();
    expect(found.length).toBeGreaterThan(0);
    for (const record of found) expect(record[field]).toEqual(created[field]);
  }
  const sorts = ["createdAt"];
  for (const field of sorts) {
    expect((await asked(`sort=${field}`)).status).toBe(200);
    expect((await asked(`sort=-${field}&limit=1`)).status).toBe(200);
  }
  const counted = await asked("limit=1", { prefer: "count=exact" });
  expect(Number(counted.headers.get("x-total-count"))).toBeGreaterThan(0);
  for (const search of ["sort=ownerId", "ownerId=1", "limit=0", "createdAtFrom=yesterday"]) {
    expect((await asked(search)).status).toBe(400);
  }
});

test("a client can ask for some fields only, and gets the id with them", async () => {
  const { id } = await create();
  const ask = async (fields: string) =>
    Promise.all([
      list(request("GET", `${PATH}?fields=${fields}`, { key: owner })),
      GET(request("GET", `${PATH}?fields=${fields}`, { key: owner }), withId(id)),
    ]);
  const [listed, read] = await ask("createdAt");
  const record = await read.json();
  expect(Object.keys(record)).toEqual(["id", "createdAt"]);
  expect(await listed.json()).toContainEqual(record);
  for (const response of [...(await ask("ownerId")), ...(await ask("id,id"))]) {
    expect(response.status).toBe(400);
  }
});

test("what a client knows already is not sent again", async () => {
  const { id } = await create();
  const get = (headers: Record<string, string> = {}) =>
    GET(request("GET", PATH, { key: owner, headers }), withId(id));
  const tag = (await get()).headers.get("etag") ?? "";
  expect((await get({ "if-none-match": `"other", ${tag}` })).status).toBe(304);
  await PATCH(request("PATCH", PATH, { key: owner, body: {} }), withId(id));
  expect((await get({ "if-none-match": tag })).status).toBe(200);

  const listed = await list(request("GET", PATH, { key: owner }));
  const headers = { "if-none-match": listed.headers.get("etag") ?? "" };
  expect((await list(request("GET", PATH, { key: owner, headers }))).status).toBe(304);
});

test("of two clients that change one version, the second is told", async () => {
  for (const change of [PUT, PATCH, DELETE]) {
    const { id } = await create();
    const read = await GET(request("GET", PATH, { key: owner }), withId(id));
    const headers = { "if-match": read.headers.get("etag") ?? "" };
    const options = { key: owner, body: valid, headers };
    expect((await PUT(request("PUT", PATH, options), withId(id))).status).toBe(200);
    expect((await change(request("PUT", PATH, options), withId(id))).status).toBe(412);
  }
});

test("a record is made once, however often it is sent with one Idempotency-Key", async () => {
  const headers = { "idempotency-key": randomUUID() };
  const body = { ...valid };
  const send = () => POST(request("POST", PATH, { key: owner, body, headers }));
  const first = await send();
  const again = await send();
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(await again.json()).toEqual(await first.json());
});

test("of many that are sent at once, each has a result of its own", async () => {
  const send = (body: unknown) => bulk(request("POST", PATH, { key: owner, body }));
  const { id } = await create();
  const unknown = randomUUID();
  const first = { ...valid };
  const sent = { create: [first, { ...valid, id }, valid], delete: [unknown, id, id, "1"] };
  const response = await send(sent);
  expect(response.status).toBe(200);
  const { create: created, delete: deleted } = await response.json();
  expect(created.map(({ status }: { status: number }) => status)).toEqual([201, 422, 201]);
  expect(created[0].record).toMatchObject(first);
  expect(created[1].problem.errors).toMatchObject([{ pointer: "#/create/1" }]);
  expect(deleted.map(({ status }: { status: number }) => status)).toEqual([404, 204, 404, 404]);
  const get = (one: string) => GET(request("GET", PATH, { key: owner }), withId(one));
  expect((await get(created[2].record.id)).status).toBe(200);
  expect((await get(id)).status).toBe(404);
  const wrong = { ...valid, orderId: 1 };
  const [result] = (await (await send({ create: [wrong] })).json()).create;
  const pointer = "#/create/0/orderId";
  expect(result.problem.errors).toContainEqual({ pointer, detail: expect.any(String) });
  for (const bad of [{}, { create: [] }, { create: Array(101).fill(valid) }, { update: [] }]) {
    expect((await send(bad)).status).toBe(422);
  }
});

test("many are made once, however often they are sent with one Idempotency-Key", async () => {
  const headers = { "idempotency-key": randomUUID() };
  const options = { key: owner, body: { create: [{ ...valid }, { ...valid }] }, headers };
  const first = await bulk(request("POST", PATH, options));
  const again = await bulk(request("POST", PATH, options));
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(await again.json()).toEqual(await first.json());
});

test("many at once take the scope to write", async () => {
  const body = { create: [valid] };
  expect((await bulk(request("POST", PATH, { body }))).status).toBe(401);
  const expected = { "order-items:read": 403, "order-items:write": 200 };
  for (const [scope, status] of Object.entries(expected)) {
    const apiKey = await createApiKey(owner.caller, { name: "Scoped", scopes: [scope] });
    expect((await bulk(request("POST", PATH, { key: { apiKey }, body }))).status).toBe(status);
  }
});

test("somebody else's record is not deleted among many", async () => {
  const { id } = await create();
  const body = { delete: [id] };
  const response = await bulk(request("POST", PATH, { key: stranger, body }));
  expect((await response.json()).delete).toMatchObject([{ status: 404 }]);
  expect((await GET(request("GET", PATH, { key: owner }), withId(id))).status).toBe(200);
});
