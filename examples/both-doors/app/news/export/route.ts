import * as data from "@/data/news";
import { sendCsv } from "@/lib/csv";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { newsFilters } from "@/lib/schemas/news";
import { columns } from "../columns";

/** All news that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const refusal = await limitExports(request);
  if (refusal) return refusal;

  const query = readWhole(request, newsFilters);
  if (query instanceof Response) return query;

  return sendCsv("news", columns, query, (part) => data.listNews(part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
