import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import * as data from "@/data/order-items";
import * as ordersData from "@/data/orders";
import * as productsData from "@/data/products";
import { bringBack } from "@/db/undo";
import { Missing } from "@/lib/errors";
import { makeOrderItem } from "../records/order-items";
import { makeOrder } from "../records/orders";
import { makeProduct } from "../records/products";
import { createUser, type TestUser } from "../support/users";

let owner: TestUser;
let stranger: TestUser;

beforeAll(async () => {
  owner = await createUser();
  stranger = await createUser();
});

test("orderId never names what is not there for the caller", async () => {
  const id = await makeOrderItem(owner.caller);
  const ids = [await makeOrder(stranger.caller), randomUUID()];
  for (const orderId of ids) {
    const update = data.updateOrderItem(owner.caller, id, { orderId });
    await expect(update).rejects.toThrow(Missing);
  }
});

test("productId never names what is not there for the caller", async () => {
  const id = await makeOrderItem(owner.caller);
  const ids = [randomUUID()];
  for (const productId of ids) {
    const update = data.updateOrderItem(owner.caller, id, { productId });
    await expect(update).rejects.toThrow(Missing);
  }
});

test("a order item goes with what its orderId names", async () => {
  const orderId = await makeOrder(owner.caller);
  const id = await makeOrderItem(owner.caller);
  await data.updateOrderItem(owner.caller, id, { orderId });
  expect(await ordersData.deleteOrder(owner.caller, orderId)).toBe(true);
  expect(await data.getOrderItem(owner.caller, id)).toBeNull();
});

test("what the productId of a order item names cannot be deleted", async () => {
  const productId = await makeProduct(owner.caller);
  const id = await makeOrderItem(owner.caller);
  await data.updateOrderItem(owner.caller, id, { productId });
  const remove = productsData.deleteProduct(owner.caller, productId);
  await expect(remove).rejects.toThrow("1 order item refers to this product.");
  expect(await data.getOrderItem(owner.caller, id)).toMatchObject({ productId });
});

test("what its orderId names is brought back with what went", async () => {
  const orderId = await makeOrder(owner.caller);
  const id = await makeOrderItem(owner.caller);
  await data.updateOrderItem(owner.caller, id, { orderId });
  const before = await data.getOrderItem(owner.caller, id);
  const batch = randomUUID();
  expect(await ordersData.discardOrders(owner.caller, [orderId], batch)).toBe(1);
  expect(await data.getOrderItem(owner.caller, id)).not.toEqual(before);
  expect(await bringBack(owner.caller, batch)).toBe(1);
  expect(await data.getOrderItem(owner.caller, id)).toEqual(before);
});

test("order items are called by what they refer to", async () => {
  const id = await makeOrderItem(owner.caller);
  const record = await data.getOrderItem(owner.caller, id);
  const titles = await data.titleOrderItems(owner.caller, record ? [record] : []);
  expect(titles.get(id)).toMatch(/\S/);
  expect(titles.get(id)).not.toContain("–");
});

test("a form offers only orders of one's own", async () => {
  const theirs = await makeOrder(stranger.caller);
  const { options } = await ordersData.offerOrders(owner.caller, [theirs]);
  expect(options.map(({ id }) => id)).not.toContain(theirs);
});
