const begun = new Set<Promise<unknown>>();

/** Next.js' own runs what comes after an answer, and knows no answer here: begin it at once. */
export function after(task: Promise<unknown> | (() => unknown)): void {
  begun.add(Promise.resolve(typeof task === "function" ? task() : task));
}

/** Wait for all that was to come after the answers given so far, and for what that begins. */
export async function afterwards(): Promise<void> {
  while (begun.size > 0) {
    const all = [...begun];
    await Promise.all(all);
    for (const task of all) begun.delete(task);
  }
}
