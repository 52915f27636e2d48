import { name, resources } from "@/lib/api";
import { openApi } from "@/lib/openapi";

// The document of the API as JSON, in an order that stays: for openapi.lock.json, and for generated clients.
console.log(JSON.stringify(openApi(name, resources), inOrder, 2));

function inOrder(_: string, value: unknown) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
