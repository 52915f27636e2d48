import type { NextRequest } from "next/server";
import * as data from "@/data/products";
import { bulkBody, runBulk } from "@/lib/bulk";
import { authenticate } from "@/lib/guard";
import { allowOnly, handler } from "@/lib/handler";
import { readJson } from "@/lib/http";
import { once } from "@/lib/idempotency";
import { productInput } from "@/lib/schemas/products";

/** Creates and deletes many at once: each has a result of its own. */
export const POST = handler(async (request: NextRequest) => {
  const caller = await authenticate(request, "products:write");
  if (caller instanceof Response) return caller;

  const input = await readJson(request, bulkBody);
  if (input instanceof Response) return input;

  return once(request, caller, input, () =>
    runBulk(input, productInput, {
      create: (rows) => data.createManyProducts(caller, rows),
      delete: (ids) => data.deleteManyProducts(caller, ids),
    }),
  );
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
