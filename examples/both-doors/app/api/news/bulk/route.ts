import type { NextRequest } from "next/server";
import * as data from "@/data/news";
import { bulkBody, runBulk } from "@/lib/bulk";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { newsInput } from "@/lib/schemas/news";

/** Creates and deletes many at once: each has a result of its own. */
export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "news:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, bulkBody);
  if (input instanceof Response) return input;

  return once(request, caller, input, () =>
    runBulk(input, newsInput, {
      create: (rows) => data.createManyNews(caller, rows),
      delete: (ids) => data.deleteManyNews(caller, ids),
    }),
  );
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
