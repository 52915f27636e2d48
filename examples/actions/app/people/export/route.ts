import * as data from "@/data/people";
import { sendCsv } from "@/lib/csv";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { personFilters } from "@/lib/schemas/people";
import { columns } from "../columns";

/** All people that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const refusal = await limitExports(request);
  if (refusal) return refusal;

  const query = readWhole(request, personFilters);
  if (query instanceof Response) return query;

  return sendCsv("people", columns, query, (part) => data.listPeople(part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
