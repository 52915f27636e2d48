/** A record by its name. */
export type Named = { id: string; name: string };

/** What a form offers to choose from; there may be more. */
export type Offers = { options: Named[]; hasMore: boolean };

export const NO_OFFERS: Offers = { options: [], hasMore: false };

export const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** The words that somebody searches by, of a parameter; without any, what is offered is the newest. */
export function wordsIn(param: unknown): string | undefined {
  const words = typeof param === "string" ? param.trim().slice(0, MAX_WORDS) : "";
  return words === "" ? undefined : words;
}

const MAX_WORDS = 200;

/** What a link chose for the fields of a form, of what there is to choose from. */
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
