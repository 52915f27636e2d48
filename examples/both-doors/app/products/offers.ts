import "server-only";

import { nameCategories, offerCategories } from "@/data/categories";
import type { Product } from "@/data/products";
import type { Caller } from "@/lib/caller";
import { NO_NAMES, NO_OFFERS } from "@/lib/offers";
import { parseId } from "@/lib/parse";

type Fields = "categoryId";

/** What a form offers of the records that products refer to, with those that are chosen in it. */
export async function offersFor(
  caller: Caller | null,
  chosen: Partial<Record<Fields, unknown>> = {},
) {
  if (!caller) return { categoryId: NO_OFFERS };
  return {
    categoryId: await offerCategories(caller, [parseId(chosen.categoryId)]),
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
