import { ProblemError, problemOf } from "./problem";
import type { paths } from "./schema";

/** A path whose GET gives a list. */
export type ListPath = {
  [Path in keyof paths]: paths[Path] extends { get: { responses: { 200: Json<unknown[]> } } }
    ? Path
    : never;
}[keyof paths];

export type Query<Path extends ListPath> = NonNullable<paths[Path]["get"]["parameters"]["query"]>;
export type Item<Path extends ListPath> =
  paths[Path]["get"]["responses"][200] extends Json<(infer One)[]> ? One : never;

type Json<Body> = { content: { "application/json": Body } };

/** All records of a list, over all its pages; each is asked for when its first record is. */
export async function* records<One>(
  first: URL,
  get: (address: URL) => Promise<Response>,
): AsyncGenerator<One, void, undefined> {
  for (let next: URL | undefined = first; next; ) {
    const response = await get(next);
    if (!response.ok) throw new ProblemError(await problemOf(response));
    yield* (await response.json()) as One[];
    next = following(response, next);
  }
}

/** The next page, as `Link` says (RFC 8288). */
function following(response: Response, page: URL): URL | undefined {
  const [, target] = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get("Link") ?? "") ?? [];
  if (target === undefined) return undefined;
  const next = new URL(target, page);
  // The token is for one server only.
  if (next.origin !== page.origin) throw new Error(`The next page is at ${next.origin}.`);
  // A proxy may have put something before the path that the API does not know of.
  next.pathname = page.pathname;
  return next;
}
