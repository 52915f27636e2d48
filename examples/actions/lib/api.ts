// Written by scaffold from scaffold.toml, each time: your edits belong elsewhere.
import type { Resource } from "@/lib/openapi";

export const name = "actions";

/** What programs outside of this app use: lib/openapi.ts describes it to them. */
export const resources: Resource[] = [];
