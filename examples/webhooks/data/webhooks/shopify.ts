import "server-only";

import { z } from "zod";
import { type Handlers, on } from "@/lib/webhooks";

// What Shopify's events do: a function for each, yours to fill in. As long as one is empty, its events are
// verified, recorded and answered with 200, and nothing else happens. An event that was recorded will not
// run again.
//
// - Read and write with `tx`, never with `db()`: your changes and the record of the event are then stored
//   together or not at all, and PGlite, with its one connection, does not wait for itself.
// - Throw to refuse an event: nothing is stored. Shopify sends it again, eight times in four hours.
// - Be quick, and leave slow work to a job. Shopify waits 5 seconds. Events come late, and in any order.
// - Shopify signs the payload alone, neither the topic nor the shop. Whoever got hold of a delivery could
//   send it again as another one, so let the same payload twice do no harm.
// - An app in Shopify's store must also handle customers/data_request, customers/redact and shop/redact.

export const shopifyHandlers: Handlers = {
  "orders/create": on(orderEvent(), async (_event, _tx) => {
    // Fill in: there is a new order, not always a paid one.
  }),

  "orders/paid": on(orderEvent(), async (_event, _tx) => {
    // Fill in: deliver what was bought.
  }),

  "orders/cancelled": on(orderEvent(), async (_event, _tx) => {
    // Fill in: stop the delivery.
  }),

  "products/update": on(
    eventWith({
      title: z.string().optional(),
      handle: z.string().nullish(),
      status: z.string().optional(),
    }),
    async (_event, _tx) => {
      // Fill in: take over what has changed.
    },
  ),

  "app/uninstalled": on(
    eventWith({
      myshopify_domain: z.string().optional(),
    }),
    async (_event, _tx) => {
      // Fill in: forget this shop's access token, which is no longer valid.
    },
  ),
};

function orderEvent() {
  return eventWith({
    name: z.string().optional(),
    email: z.string().nullish(),
    total_price: z.string().optional(),
    currency: z.string().optional(),
    financial_status: z.string().nullish(),
  });
}

// Only some of the fields are named, and none is required: what your function needs, name and require
// here. An event without it is then answered 422. Fields that are not named stay, untyped.
function eventWith<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.object({
    shop: z.string().nullable(),
    payload: z.looseObject({
      // Some ids are larger than a JavaScript number is exact: prefer this one to `id`.
      admin_graphql_api_id: z.string().optional(),
      ...fields,
    }),
  });
}
