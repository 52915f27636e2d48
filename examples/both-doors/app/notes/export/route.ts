import * as data from "@/data/notes";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { noteFilters } from "@/lib/schemas/notes";
import { columns } from "../columns";

/** All notes that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request, "notes:read");
  if (caller instanceof Response) return signInOr(caller, request, "/notes");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, noteFilters);
  if (query instanceof Response) return query;

  return sendCsv("notes", columns, query, (part) => data.listNotes(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
