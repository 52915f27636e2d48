import { randomInt } from "node:crypto";
import { createCustomer } from "@/data/customers";
import type { Caller } from "@/lib/caller";
import { customerInput } from "@/lib/schemas/customers";

/** Make one of somebody's customers, for tests of what refers to them; its id. */
export async function makeCustomer(caller: Caller): Promise<string> {
  const made = randomInt(1_000_000);
  const input = customerInput.parse({
    name: "Example",
    email: `name${made}@example.com`,
  });
  return (await createCustomer(caller, input)).id;
}
