import * as data from "@/data/samples";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { sampleFilters } from "@/lib/schemas/samples";
import { columns } from "../columns";

/** All samples that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "samples:read");
  if (caller instanceof Response) return signInOr(caller, request, "/samples");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, sampleFilters);
  if (query instanceof Response) return query;

  return sendCsv("samples", columns, query, (part) => data.listSamples(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
