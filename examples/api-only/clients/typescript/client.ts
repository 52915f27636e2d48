import createFetchClient from "openapi-fetch";
import { type Item, type ListPath, type Query, records } from "./pages";
import { isProblem, problemOf } from "./problem";
import { retrying } from "./retry";
import type { paths } from "./schema";

export type Options = {
  /** Where the API is, such as https://example.com; what comes before `/api` is part of it. */
  baseUrl: string;
  /** An API key; without one, only what anybody may read is answered. */
  token?: string;
  /** How often a request is sent again that did not get through. */
  retries?: number;
  fetch?: (request: Request) => Promise<Response>;
};

/**
 * The API, typed: `GET`, `POST`, `PUT`, `PATCH` and `DELETE` return `{ data }`, or `{ error }` with
 * a Problem; `list` goes over all pages, and throws a ProblemError.
 */
export function createClient({ baseUrl, token, retries = 4, fetch: once = fetch }: Options) {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  // A redirect would make a POST a GET, and take what is sent to somebody else.
  const redirect = "error";
  const send = retrying(once, retries);

  function list<Path extends ListPath>(
    path: Path,
    query: Query<Path> = {},
    options: { signal?: AbortSignal } = {},
  ) {
    const first = new URL(baseUrl.replace(/\/$/, "") + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) first.searchParams.set(name, String(value));
    }
    return records<Item<Path>>(first, (address) =>
      send(new Request(address, { headers, redirect, ...options })),
    );
  }

  async function answer(request: Request) {
    const response = await send(request);
    if (response.status < 400 || isProblem(response)) return response;
    const after = response.headers.get("Retry-After");
    return Response.json(await problemOf(response), {
      status: response.status,
      headers: after === null ? {} : { "Retry-After": after },
    });
  }

  // Several values of one parameter are sent as the API takes them: with commas.
  const querySerializer = { array: { style: "form", explode: false } } as const;
  const settings = { baseUrl, headers, redirect, querySerializer, fetch: answer } as const;
  return { ...createFetchClient<paths>(settings), list };
}
