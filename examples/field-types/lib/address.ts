import "server-only";

/** The address of who sent this request, or null where it is not known. */
export function callerAddress(headers: Headers): string | null {
  const address = headers.get("x-forwarded-for")?.trim();
  return address && !address.includes(",") ? address : null;
}
