import { allowOnly } from "@/lib/handler";

// The open example: no guard, because it tells nothing and changes nothing.
export function GET() {
  return Response.json({ message: "Hello from actions" });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
