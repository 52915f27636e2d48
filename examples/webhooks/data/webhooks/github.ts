import "server-only";

import { z } from "zod";
import { type Handlers, on } from "@/lib/webhooks";

// What GitHub's events do: a function for each, yours to fill in. As long as one is empty, its events are
// verified, recorded and answered with 200, and nothing else happens. An event that was recorded will not
// run again.
//
// - Read and write with `tx`, never with `db()`: your changes and the record of the event are then stored
//   together or not at all, and PGlite, with its one connection, does not wait for itself.
// - Throw to refuse an event: nothing is stored. GitHub does not send it again until somebody asks it to.
// - Be quick, and leave slow work to a job. GitHub waits 10 seconds.
// - GitHub signs the body alone. Whoever got hold of a delivery could send it again as another one, so let
//   the same body twice do no harm.

// Only some of the fields are named, and none is required: what your function needs, name and require
// here. An event without it is then answered 422. Fields that are not named stay, untyped.
const repository = z.looseObject({ full_name: z.string().optional() }).optional();

export const githubHandlers: Handlers = {
  push: on(
    z.looseObject({
      ref: z.string().optional(),
      before: z.string().optional(),
      after: z.string().optional(),
      repository,
    }),
    async (_event, _tx) => {
      // Fill in: a branch or a tag has new commits.
    },
  ),

  pull_request: on(
    z.looseObject({
      action: z.string().optional(),
      pull_request: z
        .looseObject({
          number: z.number().optional(),
          title: z.string().optional(),
          html_url: z.string().optional(),
          merged: z.boolean().nullish(),
        })
        .optional(),
      repository,
    }),
    async (_event, _tx) => {
      // Fill in: `action` is opened, synchronize, closed, …
    },
  ),

  issues: on(
    z.looseObject({
      action: z.string().optional(),
      issue: z
        .looseObject({
          number: z.number().optional(),
          title: z.string().optional(),
          html_url: z.string().optional(),
        })
        .optional(),
      repository,
    }),
    async (_event, _tx) => {
      // Fill in: `action` is opened, edited, closed, …
    },
  ),

  ping: on(
    z.looseObject({
      zen: z.string().optional(),
      hook_id: z.number().optional(),
    }),
    async (_event, _tx) => {
      // Nothing to do: GitHub sends it once, when the webhook is made, to see whether this answers.
    },
  ),
};
