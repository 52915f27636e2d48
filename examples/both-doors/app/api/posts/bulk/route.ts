import type { NextRequest } from "next/server";
import * as data from "@/data/posts";
import { bulkBody, runBulk } from "@/lib/bulk";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { postInput } from "@/lib/schemas/posts";

/** Creates and deletes many at once: each has a result of its own. */
export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "posts:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, bulkBody);
  if (input instanceof Response) return input;

  return once(request, caller, input, () =>
    runBulk(input, postInput, {
      create: (rows) => data.createManyPosts(caller, rows),
      delete: (ids) => data.deleteManyPosts(caller, ids),
    }),
  );
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
