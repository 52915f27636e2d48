import { type Problem, ProblemError } from "../../../clients/typescript/problem";
import { API_URL } from "./api";

/** What an answer has, or its problem, thrown. */
export function dataOf<Data>(answer: { data?: Data; error?: Problem }): NonNullable<Data> {
  check(answer);
  if (answer.data === undefined || answer.data === null) throw new Error("The answer is empty.");
  return answer.data;
}

/** Throw the problem of an answer, where it has one. */
export function check({ error }: { error?: Problem }): void {
  if (error) throw new ProblemError(error);
}

/** Whether it says that somebody's session is over. */
export function isOver(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}

/** What went wrong, as a sentence. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.detail;
  // All that a page learns where there is no answer, or none that it may read.
  if (error instanceof TypeError) {
    return `No answer of ${API_URL}. Does it run, and do its \`origins\` name ${location.origin}?`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** What is wrong with each field of what was sent, by its name. */
export function faultsOf(error: unknown): Map<string, string> {
  const found = new Map<string, string>();
  if (!(error instanceof ProblemError)) return found;
  for (const { pointer, detail } of error.problem.errors ?? []) {
    const name = pointer === undefined ? undefined : nameIn(pointer);
    if (name !== undefined) found.set(name, [found.get(name), detail].filter(Boolean).join(" "));
  }
  return found;
}

/** The first name in a JSON pointer, which is the fragment of an address (RFC 6901). */
function nameIn(pointer: string): string | undefined {
  const [, name] = decodeURIComponent(pointer).split("/");
  return name?.replaceAll("~1", "/").replaceAll("~0", "~");
}
