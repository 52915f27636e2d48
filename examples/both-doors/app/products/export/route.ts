import * as data from "@/data/products";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { productFilters } from "@/lib/schemas/products";
import { columns } from "../columns";

/** All products that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "products:read");
  if (caller instanceof Response) return signInOr(caller, request, "/products");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, productFilters);
  if (query instanceof Response) return query;

  return sendCsv("products", columns, query, (part) => data.listProducts(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
