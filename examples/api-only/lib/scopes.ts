// What an API key may do. Each handler names the scope that it takes (lib/guard.ts).

export type Scope = `${string}:${"read" | "write"}`;

/** All that its owner may do, also with what the app gets later. */
export const EVERYTHING = "*";
/** To read all that its owner may read. */
export const READING = "*:read";

type Resource = { path: `/api/${string}` };

export function scopeOf({ path }: Resource, verb: "read" | "write"): Scope {
  return `${path.slice("/api/".length)}:${verb}`;
}

/** All scopes that there are for these. */
export function scopesOf(resources: Resource[]): Scope[] {
  return resources.flatMap((one) => [scopeOf(one, "read"), scopeOf(one, "write")]);
}

/** Whether a key with these scopes may do what takes this one; what names none takes everything. */
export function allows(scopes: readonly string[], needed?: Scope): boolean {
  if (scopes.includes(EVERYTHING)) return true;
  if (!needed) return false;
  return scopes.includes(needed) || (needed.endsWith(":read") && scopes.includes(READING));
}
