import { allowOnly } from "@/lib/handler";

// Liveness: this process answers. No guard, because it tells nothing else, and asks nothing of the database:
// a restart of the app would not mend that.
export function GET() {
  return Response.json({ status: "ok" });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
