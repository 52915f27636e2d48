import * as data from "@/data/order-items";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { orderItemFilters } from "@/lib/schemas/order-items";
import { columns } from "../columns";

/** All order items that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "order-items:read");
  if (caller instanceof Response) return signInOr(caller, request, "/order-items");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, orderItemFilters);
  if (query instanceof Response) return query;

  return sendCsv("order-items", columns, query, (part) => data.listOrderItems(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
