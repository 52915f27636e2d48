import * as data from "@/data/drafts";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { draftFilters } from "@/lib/schemas/drafts";
import { columns } from "../columns";

/** All drafts that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "drafts:read");
  if (caller instanceof Response) return signInOr(caller, request, "/drafts");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, draftFilters);
  if (query instanceof Response) return query;

  return sendCsv("drafts", columns, query, (part) => data.listDrafts(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
