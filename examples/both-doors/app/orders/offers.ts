import "server-only";

import { nameCustomers, offerCustomers } from "@/data/customers";
import type { Order } from "@/data/orders";
import type { Caller } from "@/lib/caller";
import { NO_NAMES, NO_OFFERS } from "@/lib/offers";
import { parseId } from "@/lib/parse";

type Fields = "customerId";
type Chosen = Partial<Record<Fields, unknown>>;

/** What a form offers of the records that orders refer to, with those that are chosen in it, or by a link to it. */
export async function offersFor(caller: Caller | null, chosen: Chosen = {}, byLink: Chosen = {}) {
  if (!caller) return { customerId: NO_OFFERS };
  const ids = (field: Fields) => [chosen, byLink].map((one) => parseId(one[field]));
  return {
    customerId: await offerCustomers(caller, ids("customerId")),
  };
}

/** What the records are called that these refer to, and those that a list is narrowed down by. */
export async function namesFor(
  caller: Caller | null,
  records: Pick<Order, Fields>[],
  asked?: ReadonlyMap<string, string>,
) {
  if (!caller) return { customerId: NO_NAMES };
  const ids = (field: Fields) => [
    ...records.map((record) => record[field]),
    parseId(asked?.get(field)),
  ];
  return {
    customerId: await nameCustomers(caller, ids("customerId")),
  };
}
