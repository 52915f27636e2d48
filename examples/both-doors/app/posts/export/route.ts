import * as data from "@/data/posts";
import { sendCsv } from "@/lib/csv";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { postFilters } from "@/lib/schemas/posts";
import { columns } from "../columns";

/** All posts that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const refusal = await limitExports(request);
  if (refusal) return refusal;

  const query = readWhole(request, postFilters);
  if (query instanceof Response) return query;

  return sendCsv("posts", columns, query, (part) => data.listPosts(part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
