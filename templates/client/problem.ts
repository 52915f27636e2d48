import type { components } from "./schema";

/** What the API answers when it does not do what it was asked (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

/** A problem that is thrown, where no `error` can be returned. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.title}: ${problem.detail}`);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

export function isProblem({ headers }: Response): boolean {
  return headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
}

/** What a failure says; a proxy on the way does not speak the API's language. */
export async function problemOf(response: Response): Promise<Problem> {
  if (isProblem(response)) return response.json();
  const title = response.statusText || "Failed";
  return { type: "about:blank", title, status: response.status, detail: "No answer of the API." };
}
