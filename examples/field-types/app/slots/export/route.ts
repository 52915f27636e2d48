import * as data from "@/data/slots";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { slotFilters } from "@/lib/schemas/slots";
import { columns } from "../columns";

/** All slots that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "slots:read");
  if (caller instanceof Response) return signInOr(caller, request, "/slots");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, slotFilters);
  if (query instanceof Response) return query;

  return sendCsv("slots", columns, query, (part) => data.listSlots(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
