import * as data from "@/data/todos";
import { signInOr } from "@/lib/credentials";
import { sendCsv } from "@/lib/csv";
import { authenticate } from "@/lib/guard";
import { allowOnly, download } from "@/lib/handler";
import { readWhole } from "@/lib/list";
import { limitExports } from "@/lib/rate-limits";
import { todoFilters } from "@/lib/schemas/todos";
import { columns } from "../columns";

/** All todos that a list has, as a file for spreadsheets. */
export const GET = download(async (request) => {
  const caller = await authenticate(request);
  if (caller instanceof Response) return signInOr(caller, request, "/todos");

  const refusal = await limitExports(request, caller.userId);
  if (refusal) return refusal;

  const query = readWhole(request, todoFilters);
  if (query instanceof Response) return query;

  return sendCsv("todos", columns, query, (part) => data.listTodos(caller, part));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
