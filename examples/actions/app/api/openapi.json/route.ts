import { name, resources } from "@/lib/api";
import { allowOnly, handler } from "@/lib/handler";
import { openApi } from "@/lib/openapi";

/** The document of this API, for programs; /api/docs shows it to people. */
export const GET = handler(() => Response.json(openApi(name, resources)));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
