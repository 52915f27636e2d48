/** A record by its name. */
export type Named = { id: string; name: string };

/** What a form offers to choose from; there may be more. */
export type Offers = { options: Named[]; hasMore: boolean };

export const NO_OFFERS: Offers = { options: [], hasMore: false };

export const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** What a link chose for the fields of a new record, of what there is to choose from. */
export function chosenIn<Field extends string>(
  offers: Record<Field, Offers>,
  params: Partial<Record<string, unknown>>,
): Partial<Record<Field, string>> {
  const chosen: Partial<Record<Field, string>> = {};
  for (const field of Object.keys(offers) as Field[]) {
    const found = offers[field].options.find(({ id }) => id === params[field]);
    if (found) chosen[field] = found.id;
  }
  return chosen;
}
