import "server-only";

import { z } from "zod";
import { type Handlers, on } from "@/lib/webhooks";

// What Stripe's events do: a function for each, yours to fill in. As long as one is empty, its events are
// verified, recorded and answered with 200, and nothing else happens. An event that was recorded will not
// run again.
//
// - Read and write with `tx`, never with `db()`: your changes and the record of the event are then stored
//   together or not at all, and PGlite, with its one connection, does not wait for itself.
// - Throw to refuse an event: nothing is stored. Stripe sends it again, for up to three days.
// - Be quick, and leave slow work to a job. Events come late, and in any order.

export const stripeHandlers: Handlers = {
  "checkout.session.completed": on(
    eventAbout({
      mode: z.string().optional(),
      payment_status: z.string().optional(),
      client_reference_id: z.string().nullish(),
      customer: z.string().nullish(),
      subscription: z.string().nullish(),
    }),
    async (_event, _tx) => {
      // Fill in: deliver what was bought, once `payment_status` is no longer `unpaid`.
    },
  ),

  "customer.subscription.created": on(subscriptionEvent(), async (_event, _tx) => {
    // Fill in: remember the subscription of this customer.
  }),

  "customer.subscription.updated": on(subscriptionEvent(), async (_event, _tx) => {
    // Fill in: take over the new `status`.
  }),

  "customer.subscription.deleted": on(subscriptionEvent(), async (_event, _tx) => {
    // Fill in: end what the subscription gave access to.
  }),

  "invoice.paid": on(invoiceEvent(), async (_event, _tx) => {
    // Fill in: extend access to the end of the period that was paid for.
  }),

  "invoice.payment_failed": on(invoiceEvent(), async (_event, _tx) => {
    // Fill in: ask the customer for another way to pay.
  }),
};

function subscriptionEvent() {
  return eventAbout({
    status: z.string().optional(),
    customer: z.string().nullish(),
    cancel_at_period_end: z.boolean().optional(),
  });
}

function invoiceEvent() {
  return eventAbout({
    status: z.string().nullish(),
    customer: z.string().nullish(),
    amount_paid: z.number().optional(),
    currency: z.string().optional(),
  });
}

// Only some of the fields are named, and none is required: what your function needs, name and require
// here. An event without it is then answered 422. Fields that are not named stay, untyped.
function eventAbout<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.looseObject({
    id: z.string(),
    type: z.string(),
    data: z.looseObject({
      object: z.looseObject({ id: z.string().optional(), ...fields }),
    }),
  });
}
