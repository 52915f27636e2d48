import "server-only";

type Failure = { reason: string; name?: string; statement?: string };

/** Thrown when a migration fails: which one, at which statement, and why. Nothing of it was applied. */
export class MigrationFailed extends Error {
  constructor(readonly failure: Failure) {
    const { name, reason, statement } = failure;
    super(
      name
        ? `The migration ${name} failed, and nothing was applied: ${reason} (${statement})`
        : `The migrations failed, and nothing was applied: ${reason}`,
    );
    this.name = "MigrationFailed";
  }
}

// On globalThis, because Next.js bundles what starts the server and its pages apart.
const shared = globalThis as typeof globalThis & { migrationFailure?: Failure };

/** What stops the database of a server in development from being up to date, if anything does. */
export function currentFailure(): Failure | undefined {
  return shared.migrationFailure;
}

/** Remember a failure and say in the log what to do about it; without one, say that it is over. */
export function noteFailure(failure?: Failure): void {
  const before = shared.migrationFailure;
  shared.migrationFailure = failure;
  if (failure) console.error(told(failure));
  if (!failure && before) console.log("The database is at the newest migration again.");
}

/** What to do about a failure. */
export function wayOut({ name }: Failure): string {
  return name
    ? `Edit db/migrations/${name}.sql, or take the change back: scaffold undo`
    : "Mend what it names, or take the folder back from git.";
}

function told(failure: Failure): string {
  const { name, reason, statement } = failure;
  return [
    `${name ? `The migration ${name}` : "Migrating"} failed. Nothing was applied: this server goes on with the database as it was.`,
    `  reason:     ${reason}`,
    ...(statement ? [`  statement:  ${statement}`] : []),
    `  what to do: ${wayOut(failure)}`,
    "It is tried again as soon as a file in db/migrations/ changes.",
  ].join("\n");
}
