import "server-only";

import type { OrderItem } from "@/data/order-items";
import { nameOrders, offerOrders } from "@/data/orders";
import { nameProducts, offerProducts } from "@/data/products";
import type { Caller } from "@/lib/caller";
import { NO_NAMES, NO_OFFERS } from "@/lib/offers";
import { parseId } from "@/lib/parse";

type Fields = "orderId" | "productId";
type Chosen = Partial<Record<Fields, unknown>>;

/** What a form offers of the records that order items refer to, with those that are chosen in it, or by a link to it. */
export async function offersFor(caller: Caller | null, chosen: Chosen = {}, byLink: Chosen = {}) {
  if (!caller) return { orderId: NO_OFFERS, productId: NO_OFFERS };
  const ids = (field: Fields) => [chosen, byLink].map((one) => parseId(one[field]));
  return {
    orderId: await offerOrders(caller, ids("orderId")),
    productId: await offerProducts(caller, ids("productId")),
  };
}

/** What the records are called that these refer to, and those that a list is narrowed down by. */
export async function namesFor(
  caller: Caller | null,
  records: Pick<OrderItem, Fields>[],
  asked?: ReadonlyMap<string, string>,
) {
  if (!caller) return { orderId: NO_NAMES, productId: NO_NAMES };
  const ids = (field: Fields) => [
    ...records.map((record) => record[field]),
    parseId(asked?.get(field)),
  ];
  return {
    orderId: await nameOrders(caller, ids("orderId")),
    productId: await nameProducts(caller, ids("productId")),
  };
}
