import * as data from "@/data/categories";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { categoryFilters } from "@/lib/schemas/categories";
import { columns } from "../columns";

/** All categories that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "categories:read");
  if (caller instanceof Response) return signInOr(caller, request, "/categories");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, categoryFilters);
  if (query instanceof Response) return query;

  return sendCsv("categories", columns, query, (part) => data.listCategories(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
