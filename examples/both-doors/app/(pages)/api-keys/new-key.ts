import { z } from "zod";
import { uuid } from "@/lib/field-types";
import type { Controls } from "@/lib/form";
import { EVERYTHING, READING, type Scope } from "@/lib/scopes";
import { ACCESS, LIFETIMES } from "./choices";

const DAYS = { "30 days": 30, "90 days": 90, "1 year": 365 };

/** How the inputs of the form are read: each scope is a box. */
export function newKeyControls(scopes: Scope[]) {
  const boxes = scopes.map((scope) => [scope, "checkbox"] as const);
  const texts = { name: "text", access: "text", lifetime: "text", replaces: "text" } as const;
  return { ...texts, ...Object.fromEntries(boxes) } satisfies Controls;
}

/** What was typed into the form, as a key is made of it. */
export function newKeySchema(scopes: Scope[]) {
  return z
    .looseObject({
      name: z.string().trim().min(1).max(100),
      access: z.enum(ACCESS),
      lifetime: z.enum(LIFETIMES),
      replaces: uuid().nullable(),
    })
    .transform(({ name, access, lifetime, replaces, ...boxes }) => ({
      name,
      replaces,
      scopes: access === "Only what is ticked" ? ticked(scopes, boxes) : [WHOLE[access]],
      expiresAt: lifetime === "Until it is revoked" ? null : daysAhead(DAYS[lifetime]),
    }))
    .refine((key) => key.scopes.length > 0, { path: ["access"], error: "Tick at least one." });
}

const WHOLE = { Everything: EVERYTHING, "Read everything": READING };

function ticked(scopes: Scope[], boxes: Record<string, unknown>): string[] {
  return scopes.filter((scope) => boxes[scope] === true);
}

function daysAhead(days: number): Date {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000);
}
