import type { NextRequest } from "next/server";
import * as data from "@/data/categories";
import { bulkBody, runBulk } from "@/lib/bulk";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { categoryInput } from "@/lib/schemas/categories";

/** Creates and deletes many at once: each has a result of its own. */
export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "categories:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, bulkBody);
  if (input instanceof Response) return input;

  return once(request, caller, input, () =>
    runBulk(input, categoryInput, {
      create: (rows) => data.createManyCategories(caller, rows),
      delete: (ids) => data.deleteManyCategories(caller, ids),
    }),
  );
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
