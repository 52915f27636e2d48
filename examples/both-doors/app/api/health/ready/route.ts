import { databaseAnswers } from "@/db";
import { allowOnly, RETRY_AFTER } from "@/lib/handler";
import { problem } from "@/lib/problem";

// Readiness: requests can be served, the database answers. No guard, because it tells nothing else.
export async function GET() {
  if (await databaseAnswers()) return Response.json({ status: "ok" });
  return problem(503, "Not ready.", { headers: { "Retry-After": RETRY_AFTER } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
