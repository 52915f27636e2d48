import { randomInt } from "node:crypto";
import { createOrder } from "@/data/orders";
import type { Caller } from "@/lib/caller";
import { orderInput } from "@/lib/schemas/orders";
import { makeCustomer } from "./customers";

/** Make one of somebody's orders, for tests of what refers to them; its id. */
export async function makeOrder(caller: Caller): Promise<string> {
  const made = randomInt(1_000_000);
  const input = orderInput.parse({
    customerId: await makeCustomer(caller),
    number: `Example ${made}`,
  });
  return (await createOrder(caller, input)).id;
}
