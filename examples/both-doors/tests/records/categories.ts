import { randomInt } from "node:crypto";
import { createCategory } from "@/data/categories";
import type { Caller } from "@/lib/caller";
import { categoryInput } from "@/lib/schemas/categories";

/** Make one of somebody's categories, for tests of what refers to them; its id. */
export async function makeCategory(caller: Caller): Promise<string> {
  const made = randomInt(1_000_000);
  const input = categoryInput.parse({
    name: `Example ${made}`,
  });
  return (await createCategory(caller, input)).id;
}
