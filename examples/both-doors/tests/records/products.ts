import { createProduct } from "@/data/products";
import type { Caller } from "@/lib/caller";
import { productInput } from "@/lib/schemas/products";

/** Make one of somebody's products, for tests of what refers to them; its id. */
export async function makeProduct(caller: Caller): Promise<string> {
  const input = productInput.parse({
    name: "Example",
    price: "12.5000",
  });
  return (await createProduct(caller, input)).id;
}
