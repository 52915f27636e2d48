import "server-only";

import { type Category, nameCategories, offerCategories } from "@/data/categories";
import type { Caller } from "@/lib/caller";
import { NO_NAMES, NO_OFFERS } from "@/lib/offers";
import { parseId } from "@/lib/parse";

type Fields = "parentId";

/** What a form offers of the records that categories refer to, with those that are chosen in it. */
export async function offersFor(
  caller: Caller | null,
  chosen: Partial<Record<Fields, unknown>> = {},
) {
  if (!caller) return { parentId: NO_OFFERS };
  return {
    parentId: await offerCategories(caller, [parseId(chosen.parentId)]),
  };
}

/** What the records are called that these refer to, and those that a list is narrowed down by. */
export async function namesFor(
  caller: Caller | null,
  records: Pick<Category, Fields>[],
  asked?: ReadonlyMap<string, string>,
) {
  if (!caller) return { parentId: NO_NAMES };
  const ids = (field: Fields) => [
    ...records.map((record) => record[field]),
    parseId(asked?.get(field)),
  ];
  return {
    parentId: await nameCategories(caller, ids("parentId")),
  };
}
