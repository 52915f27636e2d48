import * as data from "@/data/customers";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { customerFilters } from "@/lib/schemas/customers";
import { columns } from "../columns";

/** All customers that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "customers:read");
  if (caller instanceof Response) return signInOr(caller, request, "/customers");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, customerFilters);
  if (query instanceof Response) return query;

  return sendCsv("customers", columns, query, (part) => data.listCustomers(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
