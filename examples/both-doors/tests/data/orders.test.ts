import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import * as customersData from "@/data/customers";
import * as data from "@/data/orders";
import { Missing } from "@/lib/errors";
import { makeCustomer } from "../records/customers";
import { makeOrder } from "../records/orders";
import { createUser, type TestUser } from "../support/users";

let owner: TestUser;
let stranger: TestUser;

beforeAll(async () => {
  owner = await createUser();
  stranger = await createUser();
});

test("customerId never names what is not there for the caller", async () => {
  const id = await makeOrder(owner.caller);
  const ids = [await makeCustomer(stranger.caller), randomUUID()];
  for (const customerId of ids) {
    const update = data.updateOrder(owner.caller, id, { customerId });
    await expect(update).rejects.toThrow(Missing);
  }
});

test("what the customerId of a order names cannot be deleted", async () => {
  const customerId = await makeCustomer(owner.caller);
  const id = await makeOrder(owner.caller);
  await data.updateOrder(owner.caller, id, { customerId });
  const remove = customersData.deleteCustomer(owner.caller, customerId);
  await expect(remove).rejects.toThrow("1 order refers to this customer.");
  expect(await data.getOrder(owner.caller, id)).toMatchObject({ customerId });
});

test("a form offers only customers of one's own", async () => {
  const theirs = await makeCustomer(stranger.caller);
  const { options } = await customersData.offerCustomers(owner.caller, [theirs]);
  expect(options.map(({ id }) => id)).not.toContain(theirs);
});
