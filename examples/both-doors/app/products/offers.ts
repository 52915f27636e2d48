import "server-only";

import { nameCategories, offerCategories } from "@/data/categories";
import type { Product } from "@/data/products";
import type { Caller } from "@/lib/caller";
import { NO_NAMES, NO_OFFERS } from "@/lib/offers";
import { parseId } from "@/lib/parse";

type Fields = "categoryId";
type Chosen = Partial<Record<Fields, unknown>>;

/** What a form offers of the records that products refer to, with those that are chosen in it, or by a link to it. */
export async function offersFor(caller: Caller | null, chosen: Chosen = {}, byLink: Chosen = {}) {
  if (!caller) return { categoryId: NO_OFFERS };
  const ids = (field: Fields) => [chosen, byLink].map((one) => parseId(one[field]));
  return {
    categoryId: await offerCategories(caller, ids("categoryId")),
  };
}

/** What the records are called that these refer to, and those that a list is narrowed down by. */
export async function namesFor(
  caller: Caller | null,
  records: Pick<Product, Fields>[],
  asked?: ReadonlyMap<string, string>,
) {
  if (!caller) return { categoryId: NO_NAMES };
  const ids = (field: Fields) => [
    ...records.map((record) => record[field]),
    parseId(asked?.get(field)),
  ];
  return {
    categoryId: await nameCategories(caller, ids("categoryId")),
  };
}
