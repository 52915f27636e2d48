import * as data from "@/data/presets";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { presetFilters } from "@/lib/schemas/presets";
import { columns } from "../columns";

/** All presets that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "presets:read");
  if (caller instanceof Response) return signInOr(caller, request, "/presets");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, presetFilters);
  if (query instanceof Response) return query;

  return sendCsv("presets", columns, query, (part) => data.listPresets(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
