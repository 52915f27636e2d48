import type { NextRequest } from "next/server";
import * as data from "@/data/people";
import { sendCsv } from "@/lib/csv";
import { allowOnly, handler } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { personFilters } from "@/lib/schemas/people";
import { columns } from "../columns";

/** All people that a list has, as a file for spreadsheets. */
export const GET = handler(async (request: NextRequest) => {
  const refusal = await limitExports(request);
  if (refusal) return refusal;

  const query = readWhole(request, personFilters);
  if (query instanceof Response) return query;

  return sendCsv("people", columns, query, (part) => data.listPeople(part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
