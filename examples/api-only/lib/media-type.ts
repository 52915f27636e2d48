/** Whether a client takes JSON for an answer (`Accept`, RFC 9110); most say that they take anything. */
export function acceptsJson({ headers }: Request): boolean {
  const accept = headers.get("accept");
  if (accept === null || accept.trim() === "") return true;
  const ranges = accept.split(",").map(readRange);
  // The nearest range counts: `application/json;q=0, */*` refuses it.
  for (const type of ["application/json", "application/problem+json", "application/*", "*/*"]) {
    const range = ranges.find((one) => one.type === type);
    if (range) return range.quality > 0;
  }
  return false;
}

function readRange(text: string): { type: string; quality: number } {
  const [type = "", ...parameters] = text.toLowerCase().split(";");
  const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
  return { type: type.trim(), quality: Number(quality ?? 1) };
}
