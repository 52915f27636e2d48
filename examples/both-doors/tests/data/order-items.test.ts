import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import * as data from "@/data/order-items";
import * as ordersData from "@/data/orders";
import * as productsData from "@/data/products";
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

test("a form offers only orders of one's own", async () => {
  const theirs = await makeOrder(stranger.caller);
  const { options } = await ordersData.offerOrders(owner.caller, [theirs]);
  expect(options.map(({ id }) => id)).not.toContain(theirs);
});
