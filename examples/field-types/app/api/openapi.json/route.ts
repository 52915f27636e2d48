import { name, resources } from "@/lib/api";
import { allowOnly, handler } from "@/lib/handler";
import { openApi } from "@/lib/openapi";

const body = JSON.stringify(openApi(name, resources));

/** The document of this API, for programs; /api/docs shows it to people. */
export const GET = handler(
  () => new Response(body, { headers: { "Content-Type": "application/json" } }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
