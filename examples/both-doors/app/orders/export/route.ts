import * as data from "@/data/orders";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { orderFilters } from "@/lib/schemas/orders";
import { columns } from "../columns";

/** All orders that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "orders:read");
  if (caller instanceof Response) return signInOr(caller, request, "/orders");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, orderFilters);
  if (query instanceof Response) return query;

  return sendCsv("orders", columns, query, (part) => data.listOrders(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
