import { createOrderItem } from "@/data/order-items";
import type { Caller } from "@/lib/caller";
import { orderItemInput } from "@/lib/schemas/order-items";
import { makeOrder } from "./orders";
import { makeProduct } from "./products";

/** Make one of somebody's order items, for tests of what refers to them; its id. */
export async function makeOrderItem(caller: Caller): Promise<string> {
  const input = orderItemInput.parse({
    orderId: await makeOrder(caller),
    productId: await makeProduct(caller),
  });
  return (await createOrderItem(caller, input)).id;
}
